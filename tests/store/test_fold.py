from dragoman.store.fold import fold, fold_name


def test_fold_sets_aside_case_spaces_and_marks() -> None:
    assert fold("  The  “North’s”\nREPLY ") == 'the "north\'s" reply'
    assert fold("STRASSE") == fold("straße")
    assert fold("대화") == "대화"


def test_fold_name_keeps_words_apart() -> None:
    assert fold_name("Lim Sung-nam") == " lim sung nam "
    assert " lim " in fold_name("LIM, Sung‑nam")
    assert fold_name("임성남 차관") == " 임성남 차관 "
    assert fold_name("%") == fold_name("") == "  "

"""What the grammar of one sentence forbids: "X met him" is another man, "X hurt himself" is X."""

from dragoman.reading.en.chains.pronouns import REFLEXIVE, is_possessive
from dragoman.reading.en.chains.standing import clause_of_token, is_below, role_of
from dragoman.reading.en.tree import Tree


def may_mean(tree: Tree, pronoun: int, name: int) -> bool:
    """Whether the pronoun can mean what the token `name` of the same sentence heads."""
    if tree.words[pronoun].lower() in REFLEXIVE:
        return clause_of_token(tree, pronoun) == clause_of_token(tree, name)
    if is_possessive(tree, pronoun):
        owned = tree.heads[pronoun]
        return not (is_below(tree, name, owned) and name > pronoun) and owned != name
    if is_below(tree, name, pronoun):
        return False
    mine, theirs = role_of(tree, pronoun)[1], role_of(tree, name)[1]
    if mine == theirs:  # joined by "and"
        return False
    if tree.heads[mine] != tree.heads[theirs]:
        return not _shares_subject(tree, mine, theirs)
    relations = {tree.relations[mine].split(":")[0], tree.relations[theirs].split(":")[0]}
    return not relations <= {"nsubj", "obj", "iobj", "obl"} or tree.pos[tree.heads[mine]] not in ("VERB", "AUX", "ADJ")


def _shares_subject(tree: Tree, mine: int, theirs: int) -> bool:
    """ "X came and met him", "X wanted to meet him": X is the subject of both verbs."""
    if not tree.relations[theirs].startswith("nsubj") or tree.relations[mine].startswith("nsubj"):
        return False
    at = tree.heads[mine]
    seen: set[int] = set()
    while at not in seen and tree.relations[at].split(":")[0] in ("conj", "xcomp", "advcl"):
        seen.add(at)
        if tree.kids(at, "nsubj") or (tree.relations[at] == "xcomp" and tree.kids(tree.heads[at], "obj", "iobj")):
            return False
        if tree.relations[at] == "advcl" and tree.tags[at] != "VBG":
            return False
        at = tree.heads[at]
        if at == tree.heads[theirs]:
            return True
    return False

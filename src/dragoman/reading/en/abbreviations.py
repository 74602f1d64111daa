"""Abbreviations printed with a full stop, by what their stop can mean. Written without the stop, in lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mrs ms mx messrs mme mlle dr drs prof rev fr hon rt gen lt col maj capt cmdr cdr cpt cpl sgt adm vadm radm
    brig brig.gen lt.gen maj.gen lt.col sen sens rep reps gov govs amb ambs pres sec asst assoc dep dir min insp
    supt supr pvt pfc msgt spc ens atty justc st ste mt ft msr sr. h.e h.r.h
    """)
"""Before a name: such a stop never ends a sentence where a capital follows."""

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
"""Before a day or a year."""

DAYS = _words("mon tue tues wed thu thur thurs fri sat sun")

BEFORE_NUMBER = _words("no nos art arts vol vols ch chap fig figs para paras pt p pp sec secs eq ver res pub doc docs")
"""Before a number: "No. 5", "pp. 3-7"."""

INNER = _words("""
    e.g i.e cf viz vs v al ca approx est incl excl esp resp c.f a.k.a aka f/k/a s.v n.b op cit loc ed eds trans dept
    depts univ assn bros gov't ext tel fax attn ret int'l intl nat'l
    natl ass'n comm'n
    """)
"""Seldom last in a sentence."""

FINAL = _words("""
    etc inc corp ltd co cos llc plc bhd gmbh jr sr esq ph.d m.d b.a m.a j.d ll.m m.sc b.sc d.phil u.s u.n u.k u.s.a
    u.s.s.r e.u r.o.k d.p.r.k p.r.c u.a.e d.c l.a n.y a.m p.m b.c a.d b.c.e c.e g.m.t e.t p.t e.s.t e.d.t p.s ave
    blvd rd hwy bldg sq ibid mins hrs yrs lbs oz rev'd ariz ark calif colo conn del fla ga ill ind kan ky la md mass
    mich minn miss mo mont neb nev okla ore pa penn tenn tex vt va wash wis wyo n.c s.c n.d s.d n.j n.h n.m w.va
    """)
"""May well be last in a sentence: what follows decides."""

ABBREVIATIONS = TITLES | MONTHS | DAYS | BEFORE_NUMBER | INNER | FINAL

AMBIGUOUS = _words(
    "no sec min mar sun sat wed mon art del ill ind mass miss wash est dir dep ed trans res mo pt la pub"
)
"""Also words of the language: an abbreviation only where a capital begins it and what follows fits."""

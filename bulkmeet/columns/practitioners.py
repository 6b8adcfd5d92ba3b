"""What a practice calls those who see its patients: they host, unless somebody else is said to."""

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.kinds import Seen
from bulkmeet.columns.meanings import Meaning, Rank

PRACTITIONERS = (
    *("provider", "practitioner", "doctor", "physician", "clinician", "therapist", "praticien", "praticienne"),
    *("médecin", "docteur", "soignant", "soignante", "thérapeute", "behandler", "behandlerin", "arzt", "arztes"),
    *("ärztin", "therapeut", "therapeutin", "therapeuten", "médico", "médica", "doctora", "terapeuta", "medico"),
    *("dottore", "dottoressa", "doutor", "doutora", "behandelaar", "lekarz", "lekarza", "lékař", "lékaře"),
    *("läkare", "läkaren", "läkarens", "behandlare", "læge", "lægen", "lægens", "lege", "legen", "legens", "terapeut"),
    *("lääkäri", "lääkärin", "doktor", "doktorun", "orvos", "врач", "врача"),
)
"""The words that make "email" theirs; in some languages with the ending that says so."""


def practitioner(seen: Seen) -> Field | None:
    """Who hosts, as in `kinds.host`; but where somebody else does, a doctor's address may be that of a guest."""
    field = kinds.host(seen)
    is_named = Field.HOST_NAME in seen.others and not any(map(_is_of_practice, seen.names))
    is_taken = seen.has_host or is_named or bool(seen.others & {Field.HOST_EMAIL, Field.USER_ID})
    return None if is_taken and field is not Field.HOST_NAME else field


def _is_of_practice(name: str) -> bool:
    return not set(name.split(" ")).isdisjoint(PRACTITIONERS)


OF_PRACTICES = (
    Meaning(Field.HOST_EMAIL, "doctor; physician; clinician; praticien; praticienne", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "médecin; docteur; soignant; soignante; thérapeute", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "behandler; behandlerin; arzt; ärztin; therapeut; therapeutin", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "médico; médica; doctora; terapeuta; medico; dottore", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "dottoressa; doutor; doutora; behandelaar; lekarz", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "lékař; läkare; behandlare; læge; lege; terapeut; lääkäri", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "doktor; orvos; врач; 医師; 医生; 의사", Rank.VAGUE, practitioner),
    Meaning(Field.HOST_EMAIL, "医師メール; 医師メールアドレス; 医生邮箱; 의사 이메일", Rank.VAGUE, practitioner),
)

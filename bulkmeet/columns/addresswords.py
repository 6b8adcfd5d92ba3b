"""What a header says of whom besides the words for an address or a name: “Assigned: Email” is of “assigned”."""

import re

from bulkmeet.cells.text import folded
from bulkmeet.columns.gendered import alternatives, without_forms
from bulkmeet.columns.normalise import normalise
from bulkmeet.patterns import pattern

_SPACED = (
    r"e ?mail ?adress[ae]n?|mail ?adressen?|e ?mail ?adres(?:sen)?|mail ?adres(?:sen)?|adres[sy]?e?s? (?:e ?)?mail"
    r"|e ?mail addresse?s?|mail addresse?s?|e ?mail ids?|mail ids?|e ?mails?|mails?"
    r"|adresses? electroniques?|adresses? de (?:courriel|messagerie)|courriels?"
    r"|direccion(?:es)? de correos?(?: electronicos?)?|correos? electronicos?|correos?"
    r"|indirizz[oi] (?:di posta elettronica|(?:e ?)?mail)|posta elettronica"
    r"|enderecos? de (?:correio eletronico|e ?mail)|correio eletronico"
    r"|e ?mailov[ae] adres[ay]|mejl ?adress(?:er)?|mejl|e ?post ?adress(?:er|e)?|e ?post"
    r"|sahkoposti(?:osoite|osoitteet|t)?|(?:адреса? )?электронн(?:ая|ои) почт[аы]|эл почта|почта|e ?posta(?: adresi)?"
)
_UNSPACED = folded(
    "(?:e ?)?メールアドレス|(?:e ?)?メール|电子邮箱|电子邮件|邮箱地址|邮件地址|邮箱|邮件|電子郵件"
    "|이메일 주소|이메일|전자 메일|전자메일|메일 주소|메일"
)
_NAMES = (
    r"(?:full |first and last )?names?|nom|nombre|nome|naam|namn|navn|nimi|imie i nazwisko|imie|jmeno a prijmeni|jmeno"
    r"|имя|фио"
)
_UNSPACED_NAMES = folded("氏名|名前|姓名|名|이름|성명|명")
_OF = (
    r"(?:of the|of|de l'|de la|de los|de las|del|della|dello|dell'|dei|degli|delle|du|des|dos|das|do|da|de|d'|di|van de"
    r"|van het|van|der|vom|von|fur|for)"
)
_OF_UNSPACED = folded("の|的|의")
_ENDING = pattern(r"'?s?'?$")
_INFLECTED = pattern(r"(?<=\w{3})(?:en|n)$")
_VOWEL = pattern(r"(?<=\w{3})[aeio]$")


def _before_and_after(words: str, unspaced: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The forms “email of the tutor” and “tutor email”; Chinese, Japanese and Korean words need no blank between."""
    before = rf"(?:(?:{words}) (?:{_OF} ?\b)?|(?:{unspaced}) ?)(?P<whose>.+)"
    after = rf"(?P<whose>.+?)(?: (?:{words})| ?(?:{_OF_UNSPACED})? ?(?:{unspaced}))"
    return pattern(before), pattern(after)


_ADDRESSES = _before_and_after(_SPACED, _UNSPACED)
_EMAIL = pattern(rf"{_SPACED}|{_UNSPACED}")
_NAMED = _before_and_after(_NAMES, _UNSPACED_NAMES)


def whose_addresses(name: str) -> str:
    """Of whom a normalised header says that it holds the addresses, in a form to compare; "" where of nobody."""
    return "" if is_email(name) else _whose(name, _ADDRESSES)


def is_email(name: str) -> bool:
    """Whether a normalised header is a word for email addresses and nothing else."""
    return _EMAIL.fullmatch(_plain(name)) is not None


def whose_names(name: str) -> str:
    """Of whom a normalised header says that it holds the names, which it may do by naming them only: “Tutor”."""
    return _whose(name, _NAMED) or _stem(_plain(name))


def whose(header: str, *, names: bool = False) -> frozenset[str]:
    """Whoever a header as it is written may speak of, in forms to compare: “Parent/Guardian” of either."""
    plain = without_forms(header)
    found = (whose_names if names else whose_addresses)(normalise(plain))
    parts = [normalise(part) for part in alternatives(plain)] if found else []
    either = [whose_addresses(part) or whose_names(part) for part in parts if not is_email(part)]
    return frozenset((found, *either) if len(parts) > 1 else (found,)) - {""}


def _whose(name: str, forms: tuple[re.Pattern[str], ...]) -> str:
    found = next(filter(None, (form.fullmatch(_plain(name)) for form in forms)), None)
    return _stem(found["whose"]) if found else ""


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", folded(name)).split())


def _stem(words: str) -> str:
    """The words without what only tells one from many, or whose it is: tutor's, guests, Teilnehmers, partecipanti."""
    return _VOWEL.sub("", _INFLECTED.sub("", _ENDING.sub("", words)))

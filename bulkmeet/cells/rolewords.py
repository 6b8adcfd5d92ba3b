"""The words for who organises a meeting and who takes part, in the languages sheets are kept in."""

from bulkmeet.cells.words import word_set

ORGANIZER = word_set(
    "organizer, organiser, meeting organizer, host, owner, leader",
    "organisator, organisatorin, gastgeber, gastgeberin, organisateur, organisatrice, hôte, organizador",
    "organizadora, anfitrión, anfitriona, organizzatore, organizzatrice, anfitrião, gastheer, 開催者, 主催者, ホスト",
    "주최자, 호스트, 모임 이끌이",
)
ATTENDEE = word_set(
    "attendee, presenter, participant, required, optional, guest, invitee, panelist, required attendee",
    "optional attendee, teilnehmer, teilnehmerin, referent, referentin, gast, erforderlich, présentateur",
    "présentatrice, participante, invité, invitée, obligatoire, facultatif, asistente, invitado, invitada, ponente",
    "partecipante, relatore, ospite, apresentador, apresentadora, convidado, convidada, deelnemer",
    "obligatorio, obligatoria, opcional, obbligatorio, facoltativo, vereist, verplicht, optioneel, obrigatório",
    "resource, speaker, member, student, teilnehmer/in, teilnehmende, pflicht",
    "参加者, 発表者, 出席者, ゲスト, 必須, 任意, 참석자, 참가자, 발표자, 필수, 선택, 필수 참석자, 선택 참석자",
)

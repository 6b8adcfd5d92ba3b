"""What Koreans, and besides the common words Japanese and Chinese, call the columns of meetings, and Outlook there."""

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.meanings import Meaning, Rank


def details_of_plan(seen: kinds.Seen) -> Field | None:
    """What is planned, where the column beside it only says of what kind that is, as calendars in Japan do."""
    return Field.TITLE if "予定" in seen.beside else None


OF_EAST_ASIAN_SHEETS = (
    # Korean
    Meaning(Field.TITLE, "제목; 회의명; 회의 제목; 회의 이름; 미팅명; 미팅 제목; 모임명; 일정명; 일정 제목; 행사명"),
    Meaning(Field.TITLE, "회의; 미팅; 주제; 강의명; 수업명", Rank.VAGUE, kinds.subject),
    Meaning(Field.TITLE, "일정", Rank.VAGUE, kinds.appointment),
    Meaning(Field.START, "시작; 일시; 시작 일시; 시작일시; 회의 일시; 회의일시; 날짜 및 시간; 시작 날짜 및 시간"),
    Meaning(Field.START_DATE, "시작 날짜; 시작날짜; 시작일; 시작일자; 시작 일자"),
    Meaning(Field.START_DATE, "날짜; 일자; 회의 날짜; 회의날짜; 회의일; 회의일자; 회의 일자; 미팅 날짜", Rank.VAGUE),
    Meaning(Field.START_TIME, "시작 시간; 시작시간; 시작 시각; 시작시각"),
    Meaning(Field.START_TIME, "시간; 시각", Rank.VAGUE),
    Meaning(Field.END, "종료; 종료 일시; 종료일시; 종료 날짜 및 시간"),
    Meaning(Field.END_DATE, "종료 날짜; 종료날짜; 종료일; 종료일자; 종료 일자"),
    Meaning(Field.END_TIME, "종료 시간; 종료시간; 종료 시각; 종료시각"),
    Meaning(Field.DURATION, "소요 시간; 소요시간; 진행 시간; 진행시간; 회의 소요 시간; 회의 길이"),
    Meaning(Field.TIMEZONE, "시간대; 표준 시간대; 표준시간대"),
    Meaning(Field.ALL_DAY, "하루 종일; 하루종일; 종일 이벤트; 종일 일정; 종일 행사"),
    Meaning(Field.RECURRENCE, "반복; 반복 일정; 되풀이"),
    Meaning(Field.CANCELLED, "취소; 취소됨; 취소 여부"),
    Meaning(Field.CANCELLED, "상태; 진행 상태; 진행상태; 회의 상태; 예약 상태; 일정 상태", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "모임 이끌이; 주최자; 회의 주최자; 개최자; 호스트; 회의 호스트", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "진행자; 담당자; 강사; 교사; 선생님; 발표자", Rank.VAGUE, kinds.host),
    Meaning(
        Field.HOST_EMAIL, "주최자 이메일; 주최자이메일; 주최자 메일; 주최자 이메일 주소; 호스트 이메일; 개최자 이메일"
    ),
    Meaning(Field.HOST_EMAIL, "진행자 이메일; 담당자 이메일; 강사 이메일; 교사 이메일", Rank.VAGUE),
    Meaning(Field.HOST_NAME, "주최자 이름; 주최자명; 호스트 이름; 개최자명"),
    Meaning(Field.HOST_NAME, "진행자명; 담당자명; 강사명", Rank.VAGUE),
    Meaning(Field.ATTENDEES, "필수 참석자; 선택 참석자; 참석자; 참가자; 참여자; 초대받은 사람", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "참석자 명단; 참석자 목록; 참가자 명단; 참가자 목록; 게스트", choose=kinds.attendees),
    Meaning(
        Field.EMAIL, "이메일; 이메일 주소; 메일; 메일 주소; 전자 메일; 전자메일; 전자 메일 주소", choose=kinds.email
    ),
    Meaning(Field.NAME, "이름", choose=kinds.name),
    Meaning(Field.NAME, "성명; 성함; 참석자 이름; 참석자명; 참가자 이름; 참가자명"),
    Meaning(Field.PHONE, "전화번호; 전화 번호; 전화"),
    Meaning(Field.PHONE, "휴대폰; 휴대전화; 휴대폰 번호; 핸드폰; 연락처", Rank.VAGUE),
    Meaning(Field.IGNORE, "미리 알림 켜기/끄기; 미리 알림 날짜; 미리 알림 시간; 미리 알림; 모임 리소스; 거리; 범주"),
    Meaning(Field.IGNORE, "비용 정보; 우선 순위; 우선순위; 위치; 장소; 회의실; 개인; 시간 표시 형식; 비고; 메모; 설명"),
    Meaning(
        Field.IGNORE, "요일; 등록일; 등록일시; 등록자; 작성일; 작성일시; 작성자; 생성일; 생성일시; 수정일; 수정일시"
    ),
    Meaning(
        Field.IGNORE, "마감일; 신청일; 예약일시; 생년월일; 인원; 인원수; 참석 인원; 참석자 수; 참가자 수; 참가 인원"
    ),
    Meaning(Field.IGNORE, "정원; 번호; 순번; 부서; 회사; 회사명; 승인자; 결재자"),
    # Japanese
    Meaning(Field.TITLE, "予定内容", Rank.VAGUE, kinds.subject),
    Meaning(Field.TITLE, "予定詳細", choose=details_of_plan),
    Meaning(Field.START_DATE, "開始日付; 開始年月日"),
    Meaning(Field.START_DATE, "年月日; 実施年月日", Rank.VAGUE),
    Meaning(Field.END_DATE, "終了日付; 終了年月日"),
    Meaning(Field.ATTENDEES, "参加メンバー; 出席者一覧", choose=kinds.attendees),
    Meaning(Field.NAME, "参加者名; 参加者氏名; 出席者名; 出席者氏名"),
    Meaning(Field.IGNORE, "施設; 設備"),
    # Chinese
    Meaning(Field.TITLE, "主旨; 會議名稱; 會議主題"),
    Meaning(Field.START_DATE, "開始日期"),
    Meaning(Field.END_DATE, "結束日期"),
    Meaning(Field.END_TIME, "結束時間"),
    Meaning(Field.ALL_DAY, "全天活動"),
    Meaning(Field.DURATION, "時長"),
    Meaning(Field.HOST_EMAIL, "會議召集人; 召集人; 召开人; 会议召集人; 發起人; 发起人", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "讲师; 講者; 老师; 老師", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "主持人邮箱; 组织者邮箱; 会议组织者邮箱; 主持人电子邮件; 组织者电子邮件; 主持人電子郵件"),
    Meaning(Field.ATTENDEES, "必需与会者; 可选与会者; 必要出席者; 必要的出席者; 列席者", choose=kinds.attendees),
    Meaning(Field.EMAIL, "邮箱; 邮件; 电子邮件; 电子邮箱; 邮箱地址; 邮件地址; 電子郵件", choose=kinds.email),
    Meaning(Field.NAME, "姓名; 参会人姓名; 与会者姓名"),
    Meaning(Field.PHONE, "电话; 电话号码; 電話號碼"),
    Meaning(Field.PHONE, "手机; 手机号; 手机号码; 手機", Rank.VAGUE),
    Meaning(
        Field.IGNORE, "提醒开/关; 提醒日期; 提醒时间; 提醒開啟/關閉; 提醒時間; 会议资源; 會議資源; 记帐信息; 帳目資訊"
    ),
    Meaning(
        Field.IGNORE, "类别; 類別; 说明; 里程; 津貼里程; 优先级; 優先順序; 私有; 私人; 敏感度; 时间显示为; 時間顯示為"
    ),
    Meaning(Field.IGNORE, "備註; 备注; 星期; 参会人数; 创建人; 创建者; 审批人"),
)

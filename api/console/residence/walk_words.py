"""What the walk's script says, in the language of the page."""

from collections.abc import Mapping

from api.console.view_models.base import Language
from api.console.words_visits import VISIT_WORDS
from supervision.wording import Wording, in_language

_WORDS: Mapping[str, Wording] = {
    "queued": Wording("排队 {n} 条", "{n} queued"),
    "offline": Wording(
        "没有连接。照常登记，记录已加密存在本机，联网后自动发送。",
        "No connection. Go on: what you note is kept encrypted on this phone and sent by itself.",
    ),
    "offlineNoKey": Wording(
        "没有连接，钥匙已随页面关闭而忘记。联网登录后，未发送的记录会继续发送。",
        "No connection, and the key was forgotten with the page. Once you sign in, what was not sent goes on its way.",
    ),
    "signedOut": Wording(
        "已退出或登录已失效。未发送的记录仍加密保存，今天内重新登录后继续发送。",
        "Signed out, or the session is over. What was not sent stays encrypted and goes on once you sign in today.",
    ),
    "midnight": Wording(
        "今天的走访已结束，名单和钥匙已忘记。请重新登录取新一天的名单。",
        "The day is over; list and key are forgotten. Sign in for the new day's.",
    ),
    "allSent": Wording("全部已发送。", "Everything is sent."),
    "noDrawers": Wording("今天没有轮到您负责的抽屉。", "No drawer is yours today."),
    "noted": Wording("{n}/{total} 已核对", "{n}/{total} checked"),
    "nobodyRegistered": Wording("无在住登记", "nobody registered"),
    "born": Wording("{year} 年生", "born {year}"),
    "documentEnd": Wording("证件尾号 {end}", "document ending {end}"),
    "male": Wording("男", "male"),
    "female": Wording("女", "female"),
    "newcomer": Wording("+ 新来的人", "+ newcomer"),
    "unknown-person": Wording("有未登记的人", "somebody not registered"),
    "movedOutWhy": Wording("{name} 已搬走：谁说的、什么情况？", "{name} moved out: who says so, and what is known?"),
    "field-name": Wording("姓名", "Name"),
    "field-document": Wording("证件号码", "Document number"),
    "field-phone": Wording("电话", "Telephone"),
    "field-note": Wording("情况", "What you saw or heard"),
    "searchFirst": Wording("查是否已登记", "Look up first"),
    "searching": Wording("正在查……", "Looking…"),
    "found": Wording("可能是：", "This may be:"),
    "foundNobody": Wording("没有查到，可以登记。", "Nobody found; go on."),
    "cannotSearch": Wording("现在查不了，先记下，回所再查。", "Cannot be looked up now; note it and look later."),
    "fullForm": Wording("现在就登记（打开登记表）", "Register now (opens the form)"),
    "noted-task": Wording("已记为任务，回所后处理。", "Noted as a task to be looked into."),
    "noSerial": Wording(
        "卡号输错了，请对照卡面核对 12 位卡号。", "No card bears this serial: compare its twelve signs."
    ),
    "notToday": Wording("这张卡不在今天的名单里。", "This card is not on today's list."),
    "noCamera": Wording("不能用摄像头，请输入卡号。", "The camera cannot be used; type the serial."),
    "drop": Wording("放弃", "drop"),
    "colon": Wording("：", ": "),
    "signOutQueued": Wording(
        "还有 {n} 条没有发送。退出后仍加密保存到今天 24 时，您今天再次登录后继续发送。仍要退出吗？",
        "{n} are not sent yet. They stay encrypted until midnight and go on when you sign in again today. Sign out?",
    ),
}


def walk_words(language: Language) -> Mapping[str, str]:
    """The words by the names that the script knows them by."""
    named = {
        **_WORDS,
        **VISIT_WORDS["visit-verdict"],
        **{f"role-{role}": word for role, word in VISIT_WORDS["member-role"].items()},
    }
    return {name: in_language(word, language) for name, word in named.items()}

"""What the scripts of a page say: the server puts it into the page in the officer's language."""

from collections.abc import Mapping

from api.console.formats import Translate
from api.console.wording_marks import N_
from api.console.words import WORDS

_FOR_SCRIPTS: Mapping[str, str] = {
    "newAlert": N_("新预警：{words}"),
    "alertSince": N_("新预警：{kind}，{time} 起"),
    "see": N_("查看"),
    "close": N_("关闭"),
    "goThere": N_("在地图上看"),
    "streamLost": N_("实时连接已断开，正在重连。每 30 秒仍会读取一次未处置预警。断开时间：{time}"),
    "soundOn": N_("声音已开"),
    "soundOff": N_("声音已关"),
    "soundBlocked": N_("点此开声音"),
    "soundBlockedWhy": N_("浏览器要求先点一下页面，才允许发声"),
    "accuracy": N_("精度"),
    "metres": N_("米"),
    "fixedAt": N_("定位时间"),
    "battery": N_("电量"),
    "doubtful": N_("存疑"),
    "open": N_("打开"),
    "people": N_("{n} 人 · {time}"),
    "loadFailed": N_("读取失败，数据没有丢失。"),
    "retry": N_("重试"),
    "loading": N_("正在读取……"),
    "noFixes": N_("这一天没有定位记录。"),
    "play": N_("播放"),
    "pause": N_("暂停"),
    "inside": N_("在区域内"),
    "outside": N_("在区域外"),
    "unknown": N_("无法判断"),
    "leave": N_("请假期间"),
    "not-applicable": N_("不在规定时段"),
    "kept": N_("符合规定"),
    "broken": N_("不符合规定"),
    "circle": N_("圆形"),
    "polygon": N_("多边形"),
    "drawHint": N_("在地图上单击添加顶点，双击或按 Enter 完成，Esc 取消。"),
    "circleHint": N_("在地图上单击圆心，移动鼠标定半径，再单击完成。Esc 取消。"),
    "holeHint": N_("在区域内部单击画出要挖去的部分，双击或按 Enter 完成。"),
    "mapFailed": N_("浏览器不能显示地图（需要 WebGL）。其他功能不受影响。"),
    "north": N_("北"),
    "zoomIn": N_("放大"),
    "zoomOut": N_("缩小"),
    "fixes": N_("{n} 个定位点"),
    "fold": N_("收起"),
    "openFile": N_("打开档案"),
    "positionsLost": N_("位置读取中断，画面停在 {time}"),
    "premisesHomes": N_("{homes} 套房屋 · 在册 {living} 人"),
    "premisesHazards": N_("未消除的隐患 {n}"),
    "premisesOver": N_("超员 {n} 套"),
    "premisesUnverified": N_("待核 {n} 人"),
    "premisesShown": N_("{n} 个抽屉"),
    "premisesNone": N_("这个社区还没有带位置的抽屉。"),
    "openDrawer": N_("打开抽屉"),
    "ticked": N_("已选 {n} / {of}"),
    "lastFix": N_("上一个定位点在 {seconds} 秒前 · 精度 ±{metres} 米"),
}


def words_for_scripts(translate: Translate) -> dict[str, str]:
    """What the scripts of a page say, in its language, with the kinds of alerts as `kind.…`."""
    said = {key: translate(text) for key, text in _FOR_SCRIPTS.items()}
    said |= {f"kind.{kind}": translate(text) for kind, text in WORDS["alert-kind"].items()}
    return said

"""A disclosure pack as a watermarked workbook: who asked on what basis stands above, one position a line below."""

from litestar import Response

from api.workbooks.writing import XLSX, workbook_chunks
from supervision.legal_time import LEGAL_ZONE
from supervision.monitoring.disclosures.acting import Pack
from supervision.officers import Officer

_TITLES = ("定位时间", "纬度（WGS-84）", "经度（WGS-84）", "精度（米）")


def pack_answer(pack: Pack, officer: Officer) -> Response[bytes]:
    """The pack as a file to keep; its watermark says for whom it is, on what basis, and who took it out."""
    disclosure, asked = pack.disclosure, pack.asking
    mark = (
        f"移交材料 {disclosure.number}；档案 {disclosure.file_number}；"
        f"提请机关 {asked.organ_name} {asked.officer_name}；依据 {asked.legal_basis}；"
        f"每 {disclosure.every_minutes} 分钟至多一点；取出人 {officer.office_name} {officer.name}"
    )
    rows = (
        (f"{one.fixed_at.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M:%S}", one.lat, one.lon, one.accuracy_m)
        for one in pack.positions
    )
    content = b"".join(workbook_chunks("移交材料", _TITLES, rows, mark))
    headers = {"content-disposition": f'attachment; filename="{disclosure.number}.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)

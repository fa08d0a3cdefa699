namespace Preciso.Bench.Browsing;

/// <summary>What a company's people wrote, all of it in one language: what else stands on a page is the console's own.</summary>
/// <param name="People">One for each role but the administrator's.</param>
public sealed record CompanyTexts(
    string Language, string Name, string Team, IReadOnlyList<string> People, string Question,
    (string Filename, string Text, Dictionary<string, string>? Expected) Report,
    (string Filename, string Text, Dictionary<string, string>? Expected) Receipt,
    (string Filename, string Text, Dictionary<string, string>? Expected) Approved)
{
    public static CompanyTexts Korean { get; } = new(
        "ko", "한빛정밀", "재무팀", ["이서연", "김민준", "박지우", "최도윤"], "밀링 머신의 보증 기간은 얼마인가요?",
        ("밀링머신-보증서.txt",
            """
            밀링 머신 보증서

            밀링 머신의 보증 기간은 열여덟 달입니다. 설치한 날부터 셉니다.

            부품은 공급사가 사흘 안에 보냅니다. 소모품은 보증에서 빠집니다.

            2025년 매출액은 1,284억 원이고 영업이익은 236억 원입니다.
            """, null),
        ("영수증-한빛문구.txt", "영수증\n\n상호: 한빛문구\n\n거래일: 2026-03-05\n\n합계: 55,000원\n",
            new Dictionary<string, string> { ["total"] = "52,000" }),
        ("영수증-새빛서점.txt", "영수증\n\n상호: 새빛서점\n\n거래일: 2026-04-11\n\n담당자 연락처: 010-1234-5678\n\n합계: 31,500원\n", null));

    public static CompanyTexts English { get; } = new(
        "en", "Hanbit Precision", "Finance", ["Mina Park", "Joon Kim", "Jiwoo Lee", "Dana Choi"],
        "What is the warranty period of the milling machine?",
        ("warranty-milling-machine.txt",
            """
            Warranty of the milling machine

            The warranty period of the milling machine is eighteen months. It begins on the day of installation.

            Parts are sent by the supplier within three days. Consumables are not covered.

            Revenue in 2025 was 128.4 billion won and operating profit 23.6 billion won.
            """, null),
        ("receipt-hanbit-stationery.txt",
            "HANBIT STATIONERY\n\nRECEIPT\n\nDate: 2026-03-05\n\nNotebook   2   24.00\n\nFountain pen   1   40.15\n\nTotal   64.15\n",
            new Dictionary<string, string> { ["total"] = "64.51" }),
        ("receipt-saebit-books.txt", "SAEBIT BOOKS\n\nRECEIPT\n\nDate: 2026-04-11\n\nAtlas   1   31.50\n\nTotal   31.50\n", null));
}

namespace Preciso.Reading.Sheets;

/// <summary>
/// The formats that files name by number only. Those that depend on the computer's region are printed in the one way that cannot be
/// mistaken: days year first, money without a sign, which would be a guess. Those of Korean Excel are printed as it does.
/// </summary>
internal static class BuiltInFormats
{
    private static readonly Dictionary<int, string> ById = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00",
        [5] = "#,##0;-#,##0", [6] = "#,##0;-#,##0", [7] = "#,##0.00;-#,##0.00", [8] = "#,##0.00;-#,##0.00",
        [9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ??/??",
        [14] = "yyyy-mm-dd", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy", [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM",
        [20] = "h:mm", [21] = "h:mm:ss", [22] = "yyyy-mm-dd h:mm",
        [27] = "yyyy\"年\" mm\"月\" dd\"日\"", [28] = "mm-dd", [29] = "mm-dd", [30] = "mm-dd-yy", [31] = "yyyy\"년\" mm\"월\" dd\"일\"",
        [32] = "h\"시\" mm\"분\"", [33] = "h\"시\" mm\"분\" ss\"초\"", [34] = "yyyy-mm-dd", [35] = "yyyy-mm-dd",
        [36] = "yyyy\"年\" mm\"月\" dd\"日\"", [37] = "#,##0;-#,##0", [38] = "#,##0;-#,##0", [39] = "#,##0.00;-#,##0.00",
        [40] = "#,##0.00;-#,##0.00", [41] = "#,##0;-#,##0;\"-\"", [42] = "#,##0;-#,##0;\"-\"", [43] = "#,##0.00;-#,##0.00;\"-\"",
        [44] = "#,##0.00;-#,##0.00;\"-\"", [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss.0", [48] = "##0.0E+0", [49] = "@",
    };

    public static string Find(int id) => ById.GetValueOrDefault(id, "General");
}

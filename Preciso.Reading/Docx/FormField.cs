using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>What a form field of old shows that no text says: its tick, its choice. What was typed into one is text.</summary>
internal static class FormField
{
    public static string Read(FormFieldData form) =>
        form.GetFirstChild<CheckBox>() is { } box ? (IsTicked(box) ? "☒" : "☐")
        : form.GetFirstChild<DropDownListFormField>() is { } list ? Choice(list)
        : "";

    private static bool IsTicked(CheckBox box) =>
        box.GetFirstChild<Checked>() is { } ticked ? ticked.Val?.Value ?? true
        : box.GetFirstChild<DefaultCheckBoxFormFieldState>() is { } usual && (usual.Val?.Value ?? true);

    private static string Choice(DropDownListFormField list)
    {
        var chosen = list.DropDownListSelection?.Val?.Value ?? list.DefaultDropDownListItemIndex?.Val?.Value ?? 0;
        return list.Elements<ListEntryFormField>().ElementAtOrDefault(chosen)?.Val?.Value ?? "";
    }
}

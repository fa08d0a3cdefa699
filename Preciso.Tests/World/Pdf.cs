using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Preciso.Tests.World;

/// <summary>Small PDFs made for one test, object by object: A4 pages with Latin text in 12 points, or one JPEG over the page.</summary>
public static class Pdf
{
    private const int FontId = 3;

    /// <summary>A page for each text; an empty text makes an empty page. Lines begin 72 points from the left and stand 18 apart.</summary>
    public static byte[] Print(params IEnumerable<string> pages) => Write(pages.Select(text => (TextContent(text), (byte[]?)null)));

    /// <summary>Pages of PDF's own drawing operators; the font is F1.</summary>
    public static byte[] Drawn(params IEnumerable<string> pages) => Write(pages.Select(content => (content, (byte[]?)null)));

    /// <summary>A label and a field of a form, filled in.</summary>
    public static byte[] Form(string label, string value)
    {
        var (content, appearance) = ($"BT /F1 12 Tf 72 700 Td ({label}) Tj ET", $"/Tx BMC BT /F1 12 Tf 2 5 Td ({value}) Tj ET EMC");
        return Assemble([
            Latin1("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>"),
            Latin1("<< /Type /Pages /Count 1 /Kids [5 0 R] >>"),
            Latin1("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
            Latin1($"<< /Length {content.Length} >>\nstream\n{content}\nendstream"),
            Latin1("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 3 0 R >> >> /Annots [6 0 R] >>"),
            Latin1($"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V ({value}) /F 4 "
                + "/Rect [240 695 440 715] /P 5 0 R /AP << /N 7 0 R >> >>"),
            Latin1("<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >> "
                + $"/Length {appearance.Length} >>\nstream\n{appearance}\nendstream"),
        ]);
    }

    /// <summary>Pages that are pictures (JPEG), as a scanner makes them.</summary>
    public static byte[] Scanned(int width, int height, byte[] jpeg)
    {
        var image = Latin1(
            $"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            + $"/Filter /DCTDecode /Length {jpeg.Length} >>\nstream\n");
        return Write([("q 595 0 0 842 0 0 cm /Im0 Do Q", [.. image, .. jpeg, .. Latin1("\nendstream")])]);
    }

    /// <summary>Its first page as JPEG at 200 dots an inch: 1653 × 2339.</summary>
    public static async Task<byte[]> Picture(byte[] pdf)
    {
        using var process = Process.Start(
            new ProcessStartInfo("pdftoppm", ["-r", "200", "-jpeg", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        using var picture = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(picture);
        return picture.ToArray();
    }

    public static byte[] Empty(int pages) => Write(Enumerable.Repeat(("", (byte[]?)null), pages));

    /// <summary>Encrypted by qpdf; an empty user password lets anyone open it.</summary>
    public static async Task<byte[]> Locked(byte[] pdf, string userPassword)
    {
        var folder = Directory.CreateTempSubdirectory("preciso-pdf-");
        var (open, locked) = (Path.Combine(folder.FullName, "open.pdf"), Path.Combine(folder.FullName, "locked.pdf"));
        await File.WriteAllBytesAsync(open, pdf);
        using var process = Process.Start("qpdf", ["--encrypt", userPassword, "owner", "256", "--modify=none", "--", open, locked]);
        await process.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(locked);
        folder.Delete(recursive: true);
        return bytes;
    }

    private static string TextContent(string text)
    {
        var content = new StringBuilder("BT /F1 12 Tf 18 TL 72 770 Td ");
        foreach (var line in text.Split('\n'))
        {
            content.Append(CultureInfo.InvariantCulture,
                $"({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T* ");
        }
        return text.Length == 0 ? "" : content + "ET";
    }

    private static byte[] Write(IEnumerable<(string Content, byte[]? Image)> pages)
    {
        var objects = new List<byte[]>
        {
            Latin1("<< /Type /Catalog /Pages 2 0 R >>"),
            Array.Empty<byte>(),
            Latin1("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        };
        var kids = new List<string>();
        foreach (var (content, image) in pages)
        {
            objects.Add(Latin1($"<< /Length {content.Length} >>\nstream\n{content}\nendstream"));
            var contentId = objects.Count;
            if (image is not null)
            {
                objects.Add(image);
            }
            var resources = image is null ? $"/Font << /F1 {FontId} 0 R >>" : $"/XObject << /Im0 {objects.Count} 0 R >>";
            objects.Add(
                Latin1($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contentId} 0 R /Resources << {resources} >> >>"));
            kids.Add($"{objects.Count} 0 R");
        }
        objects[1] = Latin1($"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids)}] >>");
        return Assemble(objects);
    }

    public static byte[] Assemble(List<byte[]> objects)
    {
        using var pdf = new MemoryStream();
        pdf.Write("%PDF-1.4\n"u8);
        var offsets = new List<long>();
        foreach (var body in objects)
        {
            offsets.Add(pdf.Position);
            pdf.Write(Latin1($"{offsets.Count} 0 obj\n"));
            pdf.Write(body);
            pdf.Write("\nendobj\n"u8);
        }
        var start = pdf.Position;
        pdf.Write(Latin1(
            $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n"))}"));
        pdf.Write(Latin1($"trailer << /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"));
        return pdf.ToArray();
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}

namespace Preciso.Reading;

/// <summary>The media types that are read today.</summary>
public static class MediaType
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Tiff = "image/tiff";
    public const string Gif = "image/gif";
    public const string WebP = "image/webp";
    public const string Heic = "image/heic";
    public const string Text = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Svg = "image/svg+xml";
    public const string Csv = "text/csv";
    public const string Tsv = "text/tab-separated-values";
    public const string Html = "text/html";
    public const string Xml = "application/xml";
    public const string Xbrl = "application/xbrl+xml";
    public const string InlineXbrl = "application/xhtml+xml";
    public const string Mail = "message/rfc822";
    public const string Zip = "application/zip";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Xls = "application/vnd.ms-excel";
    public const string Xlsb = "application/vnd.ms-excel.sheet.binary.macroenabled.12";
    public const string Ods = "application/vnd.oasis.opendocument.spreadsheet";
    public const string Odt = "application/vnd.oasis.opendocument.text";
    public const string Odp = "application/vnd.oasis.opendocument.presentation";
    public const string Hwpx = "application/hwp+zip";
    public const string Hwp = "application/x-hwp";
    public const string Doc = "application/msword";
    public const string Ppt = "application/vnd.ms-powerpoint";
    public const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
}

using System.Text;

namespace Preciso.Tests.Reading;

public sealed class MailTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    private static Encoding Korean => CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_message_reads_with_its_header_body_and_attachments()
    {
        var pdf = Enumerable.Range(0, 300).Select(n => (byte)n).ToArray();
        var subject = Convert.ToBase64String(Korean.GetBytes("3월 견적서"));
        var mail = $"""
            Message-ID: <1@example.com>
            From: =?utf-8?Q?=EA=B9=80=EC=B2=A0=EC=88=98?= <kim@example.com>
            To: lee@example.com
            Date: Mon, 2 Mar 2026 09:00:00 +0900
            Subject: =?EUC-KR?B?{subject[..12]}?=
             =?EUC-KR?B?{subject[12..]}?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            preamble
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=ks_c_5601-1987
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Korean.GetBytes("금액은 1,200,000원입니다.\r\n\r\n감사합니다."))}
            --inner
            Content-Type: text/html; charset=utf-8

            <p>never shown</p>
            --inner--
            --outer
            Content-Type: application/pdf; name*0*=utf-8''%EA%B2%AC; name*1*=%EC%A0%81.pdf
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(pdf, Base64FormattingOptions.InsertLineBreaks)}
            --outer
            Content-Type: text/csv; charset=utf-8
            Content-Disposition: attachment; filename="=?utf-8?B?{Convert.ToBase64String("../표.csv"u8)}?="
            Content-Transfer-Encoding: quoted-printable

            a,=EA=B0=80=
            ,b
            --outer
            Content-Type: message/rfc822

            Subject: inner message

            inner
            --outer--
            epilogue
            """;

        var content = Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));

        Golden.Matches(await _world.Read(content, "견적.eml"), "mail");
        var files = await _world.Unpack(content, "a.eml");
        Assert.Equal(["견적.pdf", "표.csv", "message.eml"], files.Select(file => file.Name));
        Assert.Equal(pdf, files[0].Content);
        Assert.Equal("a,가,b", Encoding.UTF8.GetString(files[1].Content).Trim());
        Assert.Equal("Subject: inner message\r\n\r\ninner", Encoding.UTF8.GetString(files[2].Content));
    }

    [Theory]
    [InlineData("iso-2022-kr", 50225)]
    [InlineData("utf-8", 65001)]
    [InlineData("unheard-of", 949)]
    public async Task The_body_is_read_in_its_charset(string name, int codePage)
    {
        var body = (CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8).GetBytes("내용은 이렇다 7");
        byte[] mail = [
            .. Encoding.ASCII.GetBytes($"From: a@x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={name}\r\n\r\n"), .. body];

        Assert.Contains("내용은 이렇다 7", Assert.Single(await _world.Read(mail, "a.eml")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_nothing_but_html_is_read_as_such()
    {
        var mail = "From: a@x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><b>Total</b> <script>x</script>1=2C200</html>"u8.ToArray();

        Assert.Equal("From: a@x\nTotal 1,200", Assert.Single(await _world.Read(mail, "a.eml")).Text());
    }

    [Fact]
    public async Task Parts_within_parts_without_end_are_read_to_a_depth()
    {
        var mail = new StringBuilder("From: a@x\r\nMIME-Version: 1.0\r\n");
        for (var n = 0; n < 2000; n++)
        {
            mail.Append(
                System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n");
        }

        Assert.Single(await _world.Read(Encoding.ASCII.GetBytes(mail.ToString()), "a.eml"));
    }
}

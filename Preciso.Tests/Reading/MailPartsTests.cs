using System.Buffers.Binary;
using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>Messages as mail programs really send them: in several ways at once, packed, signed, encrypted and broken.</summary>
public sealed class MailPartsTests : IAsyncDisposable
{
    private const string Head = "From: a@x.kr\nSubject: S\nMIME-Version: 1.0\n";
    private const string Table = "<html><table><tr><th>품목</th><th>단가</th></tr><tr><td>볼트</td><td>1,250</td></tr></table></html>";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("보시려면 HTML이 필요합니다.", Table, "1,250")]
    [InlineData("Short.", "<p>The price is now 1,250 won for each of them.</p>", "1,250")]
    [InlineData("The price is 1,250 won.", "<p>The <b>price</b> is 1,250 won.</p>", "The price is 1,250 won.")]
    public async Task Of_alternatives_the_one_that_says_most_is_read(string plain, string html, string text)
    {
        var page = Assert.Single(await _world.Read(Mail(Alternative(Part("text/plain", plain), Part("text/html", html))), "a.eml"));

        Assert.Contains(text, page.Text(), StringComparison.Ordinal);
        Assert.Equal(plain == "The price is 1,250 won.", page.Text().Contains(plain, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Html_with_its_pictures_is_one_alternative()
    {
        var related = $"Content-Type: multipart/related; boundary=r\n\n--r\n{Part("text/html", Table)}\n--r\n"
            + "Content-Type: image/png; name=logo.png\n\nx\n--r--";
        var mail = Mail(Alternative(Part("text/plain", "표 참조"), related));

        var page = Assert.Single(await _world.Read(mail, "a.eml"));

        Assert.Contains(Assert.Single(page.Tables).Cells, cell => cell.Text == "1,250");
        Assert.Equal(["logo.png"], (await _world.Unpack(mail, "a.eml")).Select(file => file.Name));
    }

    [Fact]
    public async Task What_Outlook_packs_is_unpacked()
    {
        var tnef = Convert.ToBase64String(Tnef("costs.csv", "item,amount\r\nHosting,2640\r\n"u8.ToArray()));
        var mail = Mail($"Content-Type: multipart/mixed; boundary=m\n\n--m\n{Part("text/plain", "See there.")}\n--m\n"
            + $"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{tnef}\n--m--");

        var (name, content) = Assert.Single(await _world.Unpack(mail, "a.eml"));

        Assert.Equal(("costs.csv", "item,amount\r\nHosting,2640\r\n"), (name, Encoding.UTF8.GetString(content)));
    }

    [Theory]
    [InlineData("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n"
        + "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nabc\n--b--")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIIBAAAA\n")]
    [InlineData("Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA12345\n-----END PGP MESSAGE-----\n")]
    public async Task A_message_that_is_encrypted_is_refused_with_what_to_do(string parts) =>
        Assert.Equal("mail_encrypted", (await _world.Refuses(Mail(parts), "a.eml")).Code);

    [Fact]
    public async Task An_encrypted_part_among_others_is_named()
    {
        var mail = Mail($"Content-Type: multipart/mixed; boundary=m\n\n--m\n{Part("text/plain", "Open 5")}\n--m\n"
            + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx\n--m--");

        Assert.Contains("Open 5", Assert.Single(await _world.Read(mail, "a.eml")).Text(), StringComparison.Ordinal);
        Assert.Equal("mail_encrypted", Assert.Single(await _world.Packed(mail, "a.eml")).Problem?.Code);
    }

    [Fact]
    public async Task A_signed_message_is_read_and_its_signature_said_to_be_unchecked()
    {
        var mail = Mail("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=m\n\n"
            + $"--m\n{Part("text/plain", "금액 4,500원")}\n--m\nContent-Type: application/pgp-signature; name=signature.asc\n\n"
            + "-----BEGIN PGP SIGNATURE-----\n12345\n-----END PGP SIGNATURE-----\n--m--");

        Assert.EndsWith("금액 4,500원", Assert.Single(await _world.Read(mail, "a.eml")).Text(), StringComparison.Ordinal);
        Assert.Equal("mail_signature_unchecked", Assert.Single(await _world.Packed(mail, "a.eml")).Problem?.Code);
    }

    [Fact]
    public async Task A_signature_within_the_text_is_no_text()
    {
        var mail = Mail(Part("text/plain",
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nTotal 4,500\n"
            + "-----BEGIN PGP SIGNATURE-----\n\niQ9999\n-----END PGP SIGNATURE-----\n"));

        Assert.Equal("S\nFrom: a@x.kr\nTotal 4,500", Assert.Single(await _world.Read(mail, "a.eml")).Text());
    }

    [Fact]
    public async Task Lines_that_were_joined_are_joined_whatever_spaces_came_between()
    {
        var mail = Mail("Content-Type: text/plain; charset=utf8mb4\nContent-Transfer-Encoding: quoted-printable\n\n"
            + "4,7=  \n20,000=EC=9B=90 and =ZZ");

        Assert.EndsWith("4,720,000원 and =ZZ", Assert.Single(await _world.Read(mail, "a.eml")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_whose_bytes_contradict_its_charset_is_read_by_its_bytes()
    {
        byte[] mail = [.. Mail("Content-Type: text/plain; charset=utf-8\n\n"),
            .. CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes("금액은 5,500원이다")];

        Assert.EndsWith("금액은 5,500원이다", Assert.Single(await _world.Read(mail, "a.eml")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_read_however_they_are_written()
    {
        byte[] raw = CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes("견적.csv");
        byte[] mail = [
            .. Mail("Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/csv\n"
                + "Content-Disposition: attachment; filename*=EUC-KR''%B0%DF%C0%FB.csv\n\na\n--m\n"
                + "Content-Type: text/csv; name=\""), .. raw, .. Mail("\"\n\na\n--m--", head: "")];

        Assert.Equal(["견적.csv", "견적.csv"], (await _world.Unpack(mail, "a.eml")).Select(file => file.Name));
    }

    [Theory]
    [InlineData("X: ", "y", 400_000, "mail_damaged")]
    [InlineData("Content-Type: multipart/mixed; boundary=m\n\n", "--m\nContent-Type: text/plain\n\nx\n", 1500, "archive_too_many_files")]
    public async Task A_message_made_to_fill_the_memory_is_refused(string start, string again, int times, string code) =>
        Assert.Equal(code, (await _world.Refuses(Mail(start + string.Concat(Enumerable.Repeat(again, times))), "a.eml")).Code);

    private static string Alternative(string one, string other) =>
        $"Content-Type: multipart/alternative; boundary=a\n\n--a\n{one}\n--a\n{other}\n--a--";

    private static string Part(string type, string text) => $"Content-Type: {type}; charset=utf-8\n\n{text}";

    private static byte[] Mail(string parts, string head = Head) => Encoding.UTF8.GetBytes((head + parts).ReplaceLineEndings("\r\n"));

    /// <summary>One file as Outlook packs it: attributes, each with its length and the sum of its bytes.</summary>
    private static byte[] Tnef(string name, byte[] content) =>
    [
        .. Little(0x223E9F78, 4), 1, 0,
        .. Attribute(1, 0x00089006, Little(0x00010000, 4)),
        .. Attribute(2, 0x00069002, [1, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[8]]),
        .. Attribute(2, 0x00018010, [.. Encoding.ASCII.GetBytes(name), 0]),
        .. Attribute(2, 0x0006800F, content),
    ];

    private static byte[] Attribute(byte level, uint tag, byte[] data) =>
        [level, .. Little(tag, 4), .. Little((uint)data.Length, 4), .. data, .. Little((uint)(data.Sum(b => b) & 0xFFFF), 2)];

    private static byte[] Little(uint number, int bytes)
    {
        var all = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(all, number);
        return all[..bytes];
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>What people and programs send to <c>POST /documents</c>, and what they are told.</summary>
public sealed class UploadTests(TestSilo silo) : IClassFixture<TestSilo>, IAsyncLifetime
{
    private Caller _owner = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _owner = await silo.NewTenant();
        _client = await silo.Client(_owner);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_is_accepted_and_becomes_ready()
    {
        var (status, body) = await Post(Part(Encoding.UTF8.GetBytes("# 회의록\n\n예산은 3억 원으로 정했다."), "note.md"));

        var document = body.GetProperty("document_id").GetGuid();
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("queued", body.GetProperty("status").GetString());
        Assert.Equal(DocumentState.Ready, (await silo.Settled(_owner, document)).Status);
    }

    [Fact]
    public async Task Fields_may_stand_before_or_behind_the_file()
    {
        var before = await Post(Text("space", "회계"), Part(Encoding.UTF8.GetBytes("앞"), "a.txt"));
        var behind = await Post(Part(Encoding.UTF8.GetBytes("뒤"), "b.txt"), Text("space", "회계"));

        var spaces = (await silo.Documents.List(_owner, new DocumentFilter(Space: "회계"), Cancel)).Items;
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (before.Status, behind.Status));
        Assert.Equal(2, spaces.Count);
    }

    [Theory]
    [InlineData("", "empty.txt", HttpStatusCode.BadRequest, "file_empty")]
    [InlineData("4D5A90000300000004000000FFFF0000", "report.pdf", HttpStatusCode.UnsupportedMediaType, "file_type_unsupported")]
    [InlineData("504B030414000000080000000000", "a.docx", HttpStatusCode.UnsupportedMediaType, "zip_damaged")]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_reason(string hex, string name, HttpStatusCode status, string code)
    {
        var answer = await Post(Part(Convert.FromHexString(hex), name));

        Assert.Equal((status, code), (answer.Status, answer.Body.GetProperty("code").GetString()));
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_truncated_pdf_fails_with_a_reason_and_the_silo_serves_on()
    {
        var (_, body) = await Post(Part("%PDF-1.7\n1 0 obj\n<< /Type /Catalog"u8.ToArray(), "cut.pdf"));

        var settled = await silo.Settled(_owner, body.GetProperty("document_id").GetGuid());
        var job = await silo.Jobs.Get(_owner, settled.JobId, Cancel);
        Assert.Equal((DocumentState.Failed, "pdf_damaged"), (settled.Status, settled.Error!.Code));
        Assert.Equal((Preciso.Jobs.JobState.Failed, "pdf_damaged"), (job.Job.Status, job.Job.Error!.Code));
        Assert.Contains(job.Steps, step => step.Name == "read" && step.Error!.Code == "pdf_damaged");
    }

    [Theory]
    [InlineData("../../../etc/cron.d/evil", "evil")]
    [InlineData("a\tb\u0001.txt", "ab.txt")]
    public async Task A_hostile_name_is_a_label_only(string name, string shown)
    {
        var content = Part(Encoding.UTF8.GetBytes($"이름이 이상한 파일 {name.Length}"), "x");
        content.Headers.Remove("Content-Disposition");
        content.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");

        var (status, body) = await Post(content);

        var found = await silo.Documents.Get(_owner, body.GetProperty("document_id").GetGuid(), Cancel);
        Assert.Equal((HttpStatusCode.Accepted, shown), (status, found.Document.Filename));
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_in_words_and_leave_nothing()
    {
        using var form = new MultipartFormDataContent { { new StreamContent(new Zeros(2L << 30)), "file", "huge.txt" } };

        using var response = await _client.PostAsync("/api/v1/documents", form, Cancel);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file_too_large"), (response.StatusCode, body.GetProperty("code").GetString()));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        AssertNothingLeft();
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        using var broken = new CancellationTokenSource();
        using var form = new MultipartFormDataContent { { new StreamContent(new Zeros(1L << 40, slow: true)), "file", "never.txt" } };

        var upload = _client.PostAsync("/api/v1/documents", form, broken.Token);
        await Eventually.True(() => Task.FromResult(Incoming().Length == 1), TimeSpan.FromSeconds(10));
        await broken.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        await Eventually.True(() => Task.FromResult(Incoming().Length == 0), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_taken()
    {
        using var anonymous = new HttpClient { BaseAddress = silo.Address };
        using var form = new MultipartFormDataContent { Part([65], "a.txt") };

        using var response = await anonymous.PostAsync("/api/v1/documents", form, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("api_key_required", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_form_without_a_file_and_a_body_that_is_no_form_are_told_apart()
    {
        var noFile = await Post(Text("space", "x"));
        using var json = await _client.PostAsync("/api/v1/documents", JsonContent.Create(new { file = "x" }), Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, "file_missing"), (noFile.Status, noFile.Body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
    }

    private static ByteArrayContent Part(byte[] content, string filename)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"file\"",
            FileName = $"\"{filename}\""
        };
        return part;
    }

    private static StringContent Text(string name, string value)
    {
        var part = new StringContent(value);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
        return part;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(params HttpContent[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var part in parts)
        {
            form.Add(part);
        }
        using var response = await _client.PostAsync("/api/v1/documents", form, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private string[] Incoming() => Directory.GetFiles(Path.Combine(silo.Home.FullName, "objects", "incoming"));

    private void AssertNothingLeft()
    {
        Assert.Empty(Incoming());
        var objects = new DirectoryInfo(Path.Combine(silo.Home.FullName, "objects", "objects", _owner.TenantId.ToString("N")));
        Assert.Empty(objects.Exists ? objects.GetFiles() : []);
    }

    /// <summary>A stream of so many zero bytes that is nowhere stored.</summary>
    private sealed class Zeros(long length, bool slow = false) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(slow ? 100 : count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Preciso.Reading;

namespace Preciso.Tests.Reading;

public sealed class ArchivesTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_archive_lists_its_files_and_gives_them_out_under_harmless_names()
    {
        var zip = Packages.Zip(
            ("../../etc/passwd", "root"), ("자료\\표.csv", "a,b"), ("__MACOSX/._a", "x"), ("folder/", ""), ("inner.zip", "PK"));

        Golden.Matches(await _world.Read(zip), "archive");
        var files = await _world.Unpack(zip, "a.zip");
        Assert.Equal(["etc/passwd", "자료/표.csv", "inner.zip"], files.Select(file => file.Name));
        Assert.Equal("a,b", Encoding.UTF8.GetString(files[1].Content));
    }

    [Fact]
    public async Task Korean_names_of_old_are_read()
    {
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, korean))
        {
            archive.CreateEntry("견적서.txt").Open().Dispose();
        }

        Assert.Equal(["견적서.txt"], (await _world.Unpack(stream.ToArray(), "a.zip")).Select(file => file.Name));
    }

    [Fact]
    public async Task A_locked_file_in_an_archive_is_told_and_the_others_come()
    {
        var zip = Packages.Zip(("a.txt", "first"), ("b.txt", "second"));
        foreach (var (signature, flags) in new[] { ("PK\u0003\u0004", 6), ("PK\u0001\u0002", 8) })
        {
            BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature)) + flags), 1);
        }

        var files = await _world.Packed(zip, "a.zip");

        Assert.Equal([(true, "archive_encrypted"), (false, null)], files.Select(file => (file.Open is null, file.Problem?.Code)));
    }

    [Fact]
    public async Task Too_many_files_and_too_much_to_unpack_are_refused()
    {
        await using var small = new ReadingWorld(("MaxArchiveFiles", 3), ("MaxUnpackedMegabytes", 1));

        var many = await small.Refuses(Packages.Zip(Enumerable.Range(0, 4).Select(n => ($"{n}.txt", "x"))));
        var much = await small.Refuses(Packages.Zip(("a", new string('a', 1 << 20)), ("b", "b")));

        Assert.Equal(("archive_too_many_files", "archive_too_large"), (many.Code, much.Code));
    }

    [Fact]
    public async Task An_entry_that_unpacks_to_hundreds_of_times_its_size_is_a_bomb()
    {
        var zip = Packages.Zip(("zeros", new byte[100_000_000]));

        var error = await Assert.ThrowsAsync<ReadingException>(() => _world.Unpack(zip, "a.zip"));

        Assert.Equal("archive_bomb", error.Code);
    }

    [Fact]
    public async Task An_archive_that_holds_itself_gives_it_out_as_a_file()
    {
        var inner = Packages.Zip(("a.txt", "x"));

        Assert.Equal(inner, (await _world.Unpack(Packages.Zip(("self.zip", inner)), "a.zip")).Single().Content);
    }
}

using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Grains.Storage.Objects;
using Preciso.Reading;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>
/// Takes a file in: streamed to disk while it is hashed and counted, its type told from its content, then registered.
/// The file becomes an object before the document is committed; if we die in between, the sweep finds it without a document.
/// </summary>
public sealed class Uploads(IObjectStore store, IGrains grains, IOptions<UploadOptions> options)
{
    /// <param name="cameOutOf">The document in which it came; null for a person's own upload.</param>
    public async Task<UploadedDocument> Take(Caller caller, UploadFile file, CancellationToken cancel, Guid? cameOutOf = null)
    {
        caller.Require(Role.Analyst);
        await using var received = store.Receive();
        var (size, sha256) = await Copy(file.Content, received, cancel);
        var filename = Filenames.Clean(file.Filename);
        var mediaType = FileSniffer.Sniff(received.Content, filename);
        var fields = file.Fields is null ? new UploadFields() : await file.Fields(cancel);

        var documentId = Guid.CreateVersion7();
        await received.Keep(ObjectKeys.For(caller.TenantId, documentId), cancel);
        try
        {
            var space = NormalSpace(fields.Space);
            var register = new RegisterDocument(
                filename, mediaType, size, sha256, space, fields.ExpectedFields, cameOutOf, fields.SpaceId);
            var uploaded = await grains.Get<IDocumentGrain>(documentId, caller).Register(register);
            if (uploaded.DocumentId == documentId)
            {
                return uploaded;
            }
            await Forget(caller.TenantId, documentId);
            return await grains.Get<IDocumentGrain>(uploaded.DocumentId, caller).UploadAgain(new UploadAgain(cameOutOf));
        }
        catch (ProblemException e) when (e.Kind != ProblemKind.Unavailable)
        {
            await Forget(caller.TenantId, documentId); // refused for certain; any other error may have been committed
            throw;
        }
    }

    private async Task Forget(Guid tenantId, Guid documentId)
    {
        try
        {
            await store.Delete(ObjectKeys.For(tenantId, documentId), CancellationToken.None);
        }
        catch (StoreException)
        {
            // The sweep finds it, and what became of the upload is more worth telling.
        }
    }

    private async Task<(long Size, byte[] Sha256)> Copy(Stream from, Received to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            long size = 0;
            for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0; size += read)
            {
                if (size + read > options.Value.MaxBytes)
                {
                    throw TooLarge();
                }
                hash.AppendData(buffer, 0, read);
                await to.Write(buffer.AsMemory(0, read), cancel);
            }
            await to.Flush(cancel);
            return (size, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ProblemException TooLarge() => new(
        ProblemKind.TooLarge, "file_too_large",
        $"The file is larger than {options.Value.MaxBytes / (1024 * 1024)} MB. Split it, or ask an administrator to raise "
        + "Preciso__Uploads__MaxBytes.");

    private static string? NormalSpace(string? space) => space?.Trim() switch
    {
        null or "" => null,
        { Length: <= 200 } label => label,
        _ => throw new ProblemException(ProblemKind.Invalid, "space_invalid", "A space's name has at most 200 characters."),
    };
}

internal static class ObjectKeys
{
    public static string For(Guid tenantId, Guid documentId) => $"{tenantId:N}/{documentId:N}";

    /// <summary>Null for what is not ours.</summary>
    public static (Guid TenantId, Guid DocumentId)? TryParse(string key) =>
        key.Split('/') is [var tenant, var document]
        && Guid.TryParseExact(tenant, "N", out var tenantId) && Guid.TryParseExact(document, "N", out var documentId)
            ? (tenantId, documentId)
            : null;
}

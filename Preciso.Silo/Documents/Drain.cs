using System.Buffers;

namespace Preciso.Silo.Documents;

/// <summary>
/// Reads a refused upload to its end and throws it away: most clients listen for the answer only once they have sent
/// everything, and would report a broken connection instead of our reason.
/// </summary>
public static class Drain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Rest(HttpRequest request, CancellationToken cancel)
    {
        if (request.Headers.Expect.Count > 0)
        {
            return; // this client waits for our word before it sends the body
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            while (await request.Body.ReadAsync(buffer, patience.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // It hung up or takes too long; the answer is sent all the same.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

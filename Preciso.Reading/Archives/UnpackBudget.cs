namespace Preciso.Reading.Archives;

/// <summary>What one archive may still unpack to. What an entry says of its size is not believed.</summary>
internal sealed class UnpackBudget(ReadingOptions options)
{
    /// <summary>Below that a high ratio does no harm: a sheet of zeros packs well.</summary>
    private const long Harmless = 16 << 20;

    private long _left = options.MaxUnpackedBytes;

    public Stream Limit(Stream unpacking, long packedSize) =>
        new Counting(this, unpacking, Math.Max(Harmless, packedSize * options.MaxUnpackRatio));

    private void Spend(int bytes)
    {
        if ((_left -= bytes) < 0)
        {
            throw ZipFiles.TooLarge(options.MaxUnpackedMegabytes);
        }
    }

    private sealed class Counting(UnpackBudget budget, Stream inner, long most) : ForwardStream
    {
        protected override int Next(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw ZipFiles.Damaged();
            }
            budget.Spend(read);
            return Position + read <= most ? read : throw ZipFiles.Bomb();
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

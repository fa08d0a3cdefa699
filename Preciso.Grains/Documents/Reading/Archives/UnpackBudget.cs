namespace Preciso.Grains.Documents.Reading.Archives;

/// <summary>What one archive may still unpack to. What an entry says of its size is not believed.</summary>
internal sealed class UnpackBudget(ReadingOptions options)
{
    /// <summary>Below that a high ratio does no harm: a sheet of zeros packs well.</summary>
    private const long Harmless = 16 << 20;

    private long _left = options.MaxUnpackedBytes;

    public Stream Limit(Stream unpacking, long packedSize) => new Counting(this, unpacking, Math.Max(Harmless, packedSize * options.MaxUnpackRatio));

    private void Spend(int bytes)
    {
        if ((_left -= bytes) < 0)
        {
            throw ZipFiles.TooLarge(options.MaxUnpackedMegabytes);
        }
    }

    private sealed class Counting(UnpackBudget budget, Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
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
            return (_read += read) <= most ? read : throw ZipFiles.Bomb();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

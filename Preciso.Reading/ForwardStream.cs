namespace Preciso.Reading;

/// <summary>A stream that is read once from its beginning to its end, and nothing else.</summary>
internal abstract class ForwardStream : Stream
{
    private long _position;

    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position { get => _position; set => throw new NotSupportedException(); }

    public sealed override int Read(Span<byte> buffer)
    {
        var read = Next(buffer);
        _position += read;
        return read;
    }

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>As <see cref="Stream.Read(Span{byte})"/>; the position is that before it.</summary>
    protected abstract int Next(Span<byte> buffer);

    public sealed override void Flush() => throw new NotSupportedException();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

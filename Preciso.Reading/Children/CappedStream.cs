namespace Preciso.Reading.Children;

/// <summary>A program's output up to a size that no honest page comes near: what is made of it is held in memory.</summary>
internal sealed class CappedStream(Stream inner) : ForwardStream
{
    public const long Most = 128 * 1024 * 1024;

    protected override int Next(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        return Position + read <= Most
            ? read
            : throw ReadingException.Input("output_too_large", "A page holds more than can be read. Split the file.");
    }
}

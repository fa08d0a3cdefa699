namespace Preciso.Reading.Mail;

/// <summary>A message or a part of one: where its body stands in the file, or the parts that it is made of.</summary>
internal sealed record MailPart(MailHeader Header, long From, long To, IReadOnlyList<MailPart> Parts)
{
    public string Type { get; } = Header.ContentType.Value;

    public string? Filename { get; } = Header.Disposition.Text("filename") ?? Header.ContentType.Text("name");

    public bool IsMultipart => Parts.Count > 0;

    private bool IsText =>
        !IsMultipart && Type is "text/plain" or "text/html" && Filename is null && Header.Disposition.Value != "attachment";

    /// <summary>What is read as the message itself: of alternatives the plain one.</summary>
    public IEnumerable<MailPart> Bodies() =>
        IsText ? [this]
        : Type == "multipart/alternative" ? Alternative()
        : Parts.SelectMany(part => part.Bodies());

    /// <summary>The files that hang on it.</summary>
    public IEnumerable<MailPart> Attachments() => IsMultipart ? Parts.SelectMany(part => part.Attachments()) : IsText ? [] : [this];

    private IReadOnlyList<MailPart> Alternative()
    {
        var bodies = Parts.Select(part => part.Bodies().ToList()).Where(bodies => bodies.Count > 0).ToList();
        return bodies.Find(found => found.TrueForAll(body => body.Type == "text/plain")) ?? bodies.LastOrDefault() ?? [];
    }
}

namespace Preciso.Silo.Gateway;

/// <summary>The header by which a caller says that a call is the same as one before: it is done once and answered alike.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 200;

    public static string? Read(HttpContext context) => context.Request.Headers[Header].ToString() switch
    {
        "" => null,
        { Length: > Longest } => throw new ProblemException(
            ProblemKind.Invalid, "idempotency_key_invalid", $"An idempotency key has at most {Longest} characters."),
        var key => key,
    };
}

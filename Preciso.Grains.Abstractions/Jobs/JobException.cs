namespace Preciso.Jobs;

/// <summary>An error whose class is known where it happens. Input errors are not tried again.</summary>
public class JobException(ErrorClass errorClass, string code, string detail) : Exception(detail)
{
    public JobProblem Problem { get; } = new(errorClass, code, detail);
}

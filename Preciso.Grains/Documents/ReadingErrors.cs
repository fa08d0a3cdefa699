using Preciso.Jobs;
using Preciso.Reading;

namespace Preciso.Grains.Documents;

/// <summary>What could not be read, in the words of jobs, and back where another silo says so.</summary>
internal static class ReadingErrors
{
    public static JobProblem ToProblem(ReadingException error) => new(ClassOf(error.Fault), error.Code, error.Message);

    public static JobException ToJobError(ReadingException error) => new(ClassOf(error.Fault), error.Code, error.Message);

    public static ReadingException FromProblem(JobProblem problem) => new(FaultOf(problem.Class), problem.Code, problem.Detail);

    private static ErrorClass ClassOf(ReadingFault fault) => fault switch
    {
        ReadingFault.File => ErrorClass.Input,
        ReadingFault.Time => ErrorClass.Timeout,
        _ => ErrorClass.Dependency,
    };

    private static ReadingFault FaultOf(ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.Input => ReadingFault.File,
        ErrorClass.Timeout => ReadingFault.Time,
        _ => ReadingFault.Program,
    };
}

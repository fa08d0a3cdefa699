using MudBlazor;
using Preciso.Web.Resources;

namespace Preciso.Web.Layout;

/// <summary>The one place where a broken rule becomes words on the screen.</summary>
public sealed class Problems(ISnackbar snackbar, Texts texts)
{
    public string Describe(ProblemException problem) => texts.Problem(problem.Code, problem.Message);

    /// <summary>Runs a command; says what was wrong and answers false if it was refused.</summary>
    public async Task<bool> Try(Func<Task> command)
    {
        try
        {
            await command();
            return true;
        }
        catch (ProblemException problem)
        {
            snackbar.Add(Describe(problem), Severity.Error, options => options.VisibleStateDuration = 8000);
            return false;
        }
    }

    public void Done(string text) => snackbar.Add(text, Severity.Success);
}

using Preciso.Web.Resources;
using Radzen;

namespace Preciso.Web.Layout;

/// <summary>The one place where a broken rule becomes words on the screen.</summary>
public sealed class Problems(NotificationService notifications, Texts texts)
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
            notifications.Notify(NotificationSeverity.Error, texts["refused"], Describe(problem), duration: 8000);
            return false;
        }
    }

    public void Done(string text) => notifications.Notify(NotificationSeverity.Success, text, duration: 4000);
}

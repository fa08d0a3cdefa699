using Microsoft.AspNetCore.Components;
using Preciso.Documents;
using Preciso.Questions;

namespace Preciso.Web.Questions;

public sealed partial class AskPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<DocumentView> _documents = [];
    private IEnumerable<Guid> _chosen = [];
    private Evidence? _shown;
    private string _question = "";
    private bool _asking;

    [SupplyParameterFromQuery(Name = "document")]
    private Guid? Document { get; set; }

    private Dictionary<string, object> DropDownLabel => new() { ["aria-label"] = T["restrict"] };

    protected override async Task OnInitializedAsync()
    {
        var filter = new DocumentFilter(DocumentState.Ready, Limit: 200);
        _documents = [.. (await Documents.List(await Session.Caller(), filter, _gone.Token)).Items.Select(item => item.Document)];
        _chosen = Document is { } wanted && _documents.Any(document => document.Id == wanted) ? [wanted] : [];
    }

    private async Task Ask()
    {
        var question = _question.Trim();
        if (_asking || question == "")
        {
            return;
        }
        (_asking, _shown) = (true, null);
        await Problems.Try(async () =>
        {
            var only = _chosen?.ToList() is { Count: > 0 } chosen ? chosen : null;
            var answer = await Questions.Ask(await Session.Caller(), new AskQuestion(question, DocumentIds: only), null, _gone.Token);
            History.Add(new AskedQuestion(question, answer));
            _question = "";
        });
        _asking = false;
    }

    private void Show(Evidence? evidence) => _shown = evidence;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}

using Microsoft.AspNetCore.Components;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Web.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Questions;

/// <summary>One conversation: what was asked in it, what is being asked, and the place behind an answer.</summary>
public sealed partial class AskPage : LiveComponent
{
    private const int AtOnce = 20;

    private Conversation _conversation = new();
    private ThreadList? _list;
    private QuestionComposer? _composer;
    private ShownEvidence? _shown;
    private (Guid? Thread, Guid? Document)? _opened;
    private AskedWithin _chosen = AskedWithin.All;
    private IReadOnlyList<TypeChoice> _types = [];
    private string _question = "";
    private string _draft = "";
    private string _said = "";
    private CancellationTokenSource? _running;
    private ElementReference _end;
    private bool _reveal;

    /// <summary>The list of conversations is folded where there is room for it, else it stands in place of this one.</summary>
    private bool _folded;
    private bool _listing;

    [Parameter]
    public Guid? ThreadId { get; set; }

    /// <summary>To which the next question is put.</summary>
    [SupplyParameterFromQuery(Name = "document")]
    private Guid? Document { get; set; }

    /// <summary>A question to begin with, from wherever the address was made.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [Inject]
    private IDocuments Documents { get; set; } = null!;

    [Inject]
    private IDocumentTypes DocumentTypes { get; set; } = null!;

    [Inject]
    private IGrains Grains { get; set; } = null!;

    private string ListClass => (_folded, _listing) switch
    {
        (false, false) => _shown is null ? "d-none d-md-block" : "d-none d-lg-block",
        (false, true) => "d-block",
        (true, false) => "d-none",
        (true, true) => "d-block d-md-none",
    };

    // On a telephone one thing at a time
    private string ConversationClass => _shown is not null || _listing ? "d-none d-md-block" : "";

    protected override bool Concerns(Change change) =>
        _conversation.Exchanges.Any(exchange => exchange.Status == QuestionStatus.Pending && exchange.JobId == change.JobId);

    protected override bool ShowsThreads => true;

    /// <summary>
    /// Another conversation than the one on the screen, or what others have done to it: a question that is worked on elsewhere, a name, a
    /// share that has ended.
    /// </summary>
    protected override async Task Ask()
    {
        if (_opened != (ThreadId, Document))
        {
            _opened = (ThreadId, Document);
            await Open();
        }
        else if (_running is null)
        {
            await Follow();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var draft = await Script.Draft(QuestionComposer.Draft);
            _draft = draft.Id;
            _question = Words ?? (_question == "" ? draft.Text : _question);
            StateHasChanged();
        }
        if (_reveal)
        {
            _reveal = false;
            await Script.Reveal(_end);
        }
    }

    private async Task Open()
    {
        _types = await TypeChoice.All(DocumentTypes, Caller, Gone);
        (_shown, _listing, _conversation) = (null, false, new Conversation { ThreadId = ThreadId });
        if (ThreadId is { } id)
        {
            var opened = _conversation;
            Describe(opened, await Threads.Get(Caller, id, Gone));
            await Earlier(opened);
            _reveal = opened.Exchanges.Count > 1;
            _chosen = opened.Exchanges is [.., { Within: { IsGone: false } within }] ? within : AskedWithin.All;
        }
        else
        {
            _chosen = Document is { } wanted ? new AskedWithin { Documents = [await Named(wanted)] } : AskedWithin.All;
        }
    }

    private async Task<AskedDocument> Named(Guid document)
    {
        var named = (await Documents.Get(Caller, document, Gone)).Document;
        return new AskedDocument(named.Id, named.Filename);
    }

    private Task Earlier() => Problems.Try(() => Earlier(_conversation));

    private async Task Earlier(Conversation conversation)
    {
        var page = await Threads.Questions(Caller, conversation.ThreadId!.Value, conversation.Earlier, AtOnce, Gone);
        conversation.Prepend(page.Items.Select(Exchange.From).Reverse());
        conversation.Earlier = page.NextCursor;
    }

    /// <summary>
    /// What others have asked, and what came of the questions that another page, or this one before it was loaded again, has asked.
    /// </summary>
    private async Task Follow()
    {
        var conversation = _conversation;
        if (conversation.ThreadId is { } id)
        {
            Describe(conversation, await Threads.Get(Caller, id, Gone));
            var page = await Threads.Questions(Caller, id, null, AtOnce, Gone);
            conversation.Take([.. page.Items.Select(Exchange.From).Reverse()]);
        }
        await (_list?.Reload() ?? Task.CompletedTask);
    }

    private static void Describe(Conversation conversation, ThreadView thread) =>
        (conversation.Title, conversation.IsShared) = (thread.Title, thread.IsShared);

    private void Choose((string Question, AskedDocument Document) example) =>
        (_question, _chosen) = (example.Question, new AskedWithin { Documents = [example.Document] });

    private void Rate(Exchange exchange, AnswerRating rating) => _conversation.Replace(exchange, exchange with { Rating = rating });

    private void Changed(ThreadView thread)
    {
        if (thread.Id == _conversation.ThreadId)
        {
            Describe(_conversation, thread);
        }
    }

    /// <summary>Who closes the page goes on from where they opened it.</summary>
    private async Task Close()
    {
        var closed = _shown;
        _shown = null;
        StateHasChanged();
        await Task.Yield();
        await closed!.Return();
    }
}

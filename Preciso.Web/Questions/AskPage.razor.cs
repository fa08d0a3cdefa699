using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Questions;
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
    private IReadOnlyList<AskedDocument> _chosen = [];
    private string _question = "";
    private string _draft = "";
    private string _said = "";
    private CancellationTokenSource? _running;
    private ElementReference _end;
    private bool _reveal;

    /// <summary>The list of conversations is folded where there is room for it, and stands in place of this one where there is not.</summary>
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

    /// <summary>Another conversation than the one on the screen, or one in which a question is worked on elsewhere.</summary>
    protected override async Task Ask()
    {
        if (ThreadId != _conversation.ThreadId)
        {
            await Open();
        }
        else if (_running is null && _conversation.Exchanges.Any(exchange => exchange.Status == QuestionStatus.Pending))
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
        (_shown, _listing, _conversation) = (null, false, new Conversation { ThreadId = ThreadId });
        if (ThreadId is { } id)
        {
            var opened = _conversation;
            opened.Title = (await Threads.Get(Caller, id, Gone)).Title;
            await Earlier(opened);
            _reveal = opened.Exchanges.Count > 1;
            _chosen = opened.Exchanges is [.., { Documents: { Count: > 0 } documents }] ? documents : [];
        }
        else
        {
            _chosen = Document is { } wanted ? [await Named(wanted)] : [];
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

    /// <summary>What came of the questions that another page, or this one before it was loaded again, has asked.</summary>
    private async Task Follow()
    {
        var page = await Threads.Questions(Caller, _conversation.ThreadId!.Value, null, AtOnce, Gone);
        foreach (var waiting in _conversation.Exchanges.Where(exchange => exchange.Status == QuestionStatus.Pending).ToList())
        {
            if (page.Items.FirstOrDefault(kept => kept.JobId == waiting.JobId) is { } kept)
            {
                _conversation.Replace(waiting, Exchange.From(kept) with { AskedAt = waiting.AskedAt });
            }
        }
    }

    private void Choose((string Question, AskedDocument Document) example) =>
        (_question, _chosen) = (example.Question, [example.Document]);

    private async Task Send(string words, IReadOnlyList<AskedDocument> within)
    {
        var question = words.Trim();
        if (_running is not null || question == "")
        {
            return;
        }
        using var running = _running = new CancellationTokenSource();
        var conversation = _conversation;
        var asked = new Exchange(question, Time.GetUtcNow()) { Documents = within.Count > 0 ? within : null };
        conversation.Add(asked);
        _reveal = true;
        (_question, _shown, _said) = (words == _question ? "" : _question, null, T["ask_step_searching"]);
        try
        {
            await Follow(conversation, asked, running.Token);
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>
    /// Each part of the answer as it comes, also when nobody looks any more: the answer stays in the conversation. A question that was
    /// refused goes back to where it can be mended.
    /// </summary>
    private async Task Follow(Conversation conversation, Exchange asked, CancellationToken cancel)
    {
        var question = new AskQuestion(
            asked.Question, DocumentIds: asked.Documents?.Select(document => document.Id).ToList(), ThreadId: conversation.ThreadId);
        var accepted = await Problems.Try(async () =>
        {
            try
            {
                await foreach (var part in Questions.Stream(Caller, question, KeyOf(question), cancel))
                {
                    asked = conversation.Replace(asked, asked.With(part));
                    await (part is QuestionTaken taken ? Taken(conversation, taken) : Task.CompletedTask);
                    Draw();
                }
                _said = T[asked.Answer is { Answered: true } ? "ask_said_answered" : "ask_said_unknown"];
            }
            catch (OperationCanceledException)
            {
                conversation.Replace(asked, asked with { Status = QuestionStatus.Stopped });
                _said = T["answer_stopped"];
            }
            catch (JSDisconnectedException)
            {
                // The browser has gone; it finds the answer in the conversation.
            }
        });
        if (!accepted)
        {
            conversation.Remove(asked);
            (_question, _said) = (_question == "" ? asked.Question : _question, "");
        }
    }

    /// <summary>The question is on record: the address leads to it, and what was typed need not be kept any longer.</summary>
    private async Task Taken(Conversation conversation, QuestionTaken taken)
    {
        if (conversation.ThreadId is null)
        {
            conversation.ThreadId = taken.ThreadId;
            conversation.Title = (await Threads.Get(Caller, taken.ThreadId, CancellationToken.None)).Title;
        }
        if (Gone.IsCancellationRequested)
        {
            return;
        }
        if (ReferenceEquals(conversation, _conversation) && ThreadId != taken.ThreadId)
        {
            Navigation.NavigateTo($"/ask/{taken.ThreadId}", replace: true);
        }
        _draft = (await Script.RenewDraft(QuestionComposer.Draft, _question)).Id;
        await (_list?.Reload() ?? Task.CompletedTask);
    }

    private void Draw()
    {
        if (!Gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    /// <summary>What was typed once is asked once, however often it is sent: also when the first sending was cut off from its answer.</summary>
    private string KeyOf(AskQuestion question)
    {
        var asked = $"{question.Question}\n{string.Join(',', question.DocumentIds ?? [])}";
        return $"{_draft}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))}";
    }

    private Task Stop(Exchange exchange) => _running is { } running
        ? running.CancelAsync()
        : Problems.Try(() => Grains.Get<IJobGrain>(exchange.JobId!.Value, Caller).Cancel(new CancelJob()));

    private void Rate(Exchange exchange, AnswerRating rating) => _conversation.Replace(exchange, exchange with { Rating = rating });

    private void Renamed(ThreadView thread) =>
        _conversation.Title = thread.Id == _conversation.ThreadId ? thread.Title : _conversation.Title;

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

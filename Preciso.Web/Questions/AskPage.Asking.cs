using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Web.Questions;

public sealed partial class AskPage
{
    private async Task Send(string words, AskedWithin within)
    {
        var question = words.Trim();
        if (_running is not null || question == "")
        {
            return;
        }
        using var running = _running = new CancellationTokenSource();
        var conversation = _conversation;
        var asked = new Exchange(question, Time.GetUtcNow()) { Within = within };
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
        if (conversation.IsShared)
        {
            await Load(); // what others have asked meanwhile
        }
    }

    /// <summary>
    /// Each part of the answer as it comes, also when nobody looks any more: the answer stays in the conversation. A question that was
    /// refused goes back to where it can be mended.
    /// </summary>
    private async Task Follow(Conversation conversation, Exchange asked, CancellationToken cancel)
    {
        var question = asked.Within.Question(asked.Question, conversation.ThreadId);
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
                _reveal = ReferenceEquals(conversation, _conversation);
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
            Describe(conversation, await Threads.Get(Caller, taken.ThreadId, CancellationToken.None));
        }
        if (Gone.IsCancellationRequested)
        {
            return;
        }
        if (ReferenceEquals(conversation, _conversation) && ThreadId != taken.ThreadId)
        {
            _opened = (taken.ThreadId, null);
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

    /// <summary>What was typed once is asked once, also when it is sent again because the answer did not come through.</summary>
    private string? KeyOf(AskQuestion question)
    {
        if (_draft == "")
        {
            return null; // the browser has not said yet which draft it is
        }
        var asked = JsonSerializer.Serialize(question with { ThreadId = null }, PrecisoJson.Options);
        return $"{_draft}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))}";
    }

    /// <summary>Only who asked stops it.</summary>
    private EventCallback StopOf(Exchange exchange) =>
        exchange.AskedBy is null ? EventCallback.Factory.Create(this, () => Stop(exchange)) : default;

    private Task Stop(Exchange exchange) => _running is { } running
        ? running.CancelAsync()
        : Problems.Try(() => Grains.Get<IJobGrain>(exchange.JobId!.Value, Caller).Cancel(new CancelJob()));
}

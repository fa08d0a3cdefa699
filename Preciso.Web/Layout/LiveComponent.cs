using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using Preciso.Web.Tenants;

namespace Preciso.Web.Layout;

/// <summary>
/// A component that shows what the server knows now. It asks when its parameters change and again after each change that
/// concerns it, at most a few times a second however many changes there are; where the time that passes matters too, also
/// every so often.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly Channel<bool> _changed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private bool _asking;
    private bool _askAgain;

    protected LiveComponent() => Gone = _gone.Token;

    [Inject]
    private IChanges Changes { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected Caller Caller { get; private set; } = null!;

    /// <summary>Why there is nothing to show.</summary>
    protected ProblemException? Problem { get; private set; }

    /// <summary>Ends when the component leaves the screen.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Asks the server for all that is shown.</summary>
    protected abstract Task Ask();

    /// <summary>Of others' own things it never hears; of one's own (notifications, preferences) it does if it says so.</summary>
    protected virtual bool Concerns(Change change) => change.UserId is null;

    /// <summary>Whether it shows conversations: of their changes nothing else hears.</summary>
    protected virtual bool ShowsThreads => false;

    /// <summary>How long it rests after each asking: longer where asking is work.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromMilliseconds(300);

    /// <summary>Asks at least so often; null where only changes count.</summary>
    protected virtual TimeSpan? Every => null;

    protected override async Task OnInitializedAsync()
    {
        Caller = await Session.Caller();
        _subscription = Changes.Subscribe(Caller.TenantId, Notice);
        _ = Follow();
    }

    protected override Task OnParametersSetAsync() => Load();

    /// <summary>Asks now. While an earlier asking is under way it asks once more after that, so that the last word is the newest.</summary>
    protected async Task Load()
    {
        _askAgain = true;
        if (_asking)
        {
            return;
        }
        _asking = true;
        try
        {
            while (_askAgain)
            {
                _askAgain = false;
                await AskOnce();
            }
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task AskOnce()
    {
        try
        {
            await Ask();
            Problem = null;
        }
        catch (ProblemException problem)
        {
            Problem = problem;
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private void Notice(Change change)
    {
        if ((change.UserId is null || change.UserId == Caller.UserId) && (change.ThreadId is null ? Concerns(change) : ShowsThreads))
        {
            _changed.Writer.TryWrite(true);
        }
    }

    private async Task Follow()
    {
        try
        {
            while (true)
            {
                await Changed();
                await InvokeAsync(Load);
                await InvokeAsync(StateHasChanged);
                await Task.Delay(Pause, Time, Gone);
            }
        }
        catch (OperationCanceledException)
        {
            // Left the screen.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task Changed()
    {
        if (Every is not { } every)
        {
            await _changed.Reader.ReadAsync(Gone);
            return;
        }
        using var clock = new CancellationTokenSource(every, Time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Gone, clock.Token);
        try
        {
            await _changed.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!Gone.IsCancellationRequested)
        {
            // Nothing changed, but time passed.
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}

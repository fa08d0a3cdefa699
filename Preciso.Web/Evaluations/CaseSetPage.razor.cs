using Microsoft.AspNetCore.Components;
using MudBlazor;
using Preciso.Evaluations;
using Preciso.Web.Layout;
using Preciso.Web.Shared;

namespace Preciso.Web.Evaluations;

/// <summary>One set: its cases, and its runs with how they compare.</summary>
public sealed partial class CaseSetPage : LiveComponent
{
    private CaseSetDetail? _detail;
    private IReadOnlyList<RunView>? _runs;
    private string _said = "";
    private Guid? _opened;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>A case to be opened at once: one that waits for its right answer.</summary>
    [SupplyParameterFromQuery(Name = "case")]
    private Guid? Case { get; set; }

    private IReadOnlyList<Crumb> Trail => [new(T["nav_evaluations"], "/evaluations")];

    private RunView? Asking => _runs?.FirstOrDefault(run => run.State == RunState.Running);

    private int Ready => _detail?.Cases.Count(found => found.State != CaseState.NeedsAnswer) ?? 0;

    protected override bool Concerns(Change change) =>
        change is { DocumentId: null, UserId: null } && (change.JobId is not { } job || _runs?.Any(run => run.Id == job) == true);

    /// <summary>A result that is written is not told of: while a run asks, it is looked after.</summary>
    protected override TimeSpan? Every => _runs is null || Asking is not null ? TimeSpan.FromSeconds(2) : null;

    protected override async Task Ask()
    {
        var before = Asking;
        _detail = await Evaluations.Get(Caller, Id, null, Gone);
        _runs = await Evaluations.Runs(Caller, Id, Gone);
        if (before is not null && Asking is null && _runs.FirstOrDefault(run => run.Id == before.Id) is { } ended)
        {
            _said = T.Format("run_said", T.Word(ended.State));
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Case is { } wanted && wanted != _opened && _detail?.Cases.FirstOrDefault(found => found.Id == wanted) is { } found)
        {
            _opened = wanted;
            await Edit(found);
        }
    }

    private ICaseSetGrain Set => Grains.Get<ICaseSetGrain>(Id, Caller);

    /// <summary>Changes the case, or adds one.</summary>
    private async Task Edit(CaseView? found)
    {
        var form = new DialogParameters<CaseDialog> { { dialog => dialog.Case, found } };
        if (await Dialogs.Show<CaseDialog, CaseDraft>(T[found is null ? "case_new" : "case_edit"], form) is { } draft)
        {
            await Do(() => Set.SaveCase(new SaveCase(found?.Id ?? Guid.CreateVersion7(), draft)), T["case_saved"]);
        }
    }

    private async Task Remove(CaseView found)
    {
        if (await Dialogs.Confirm(T["case_remove"], T.Format("case_remove_question", found.Question), T["case_remove"]))
        {
            await Do(() => Set.RemoveCase(new RemoveCase(found.Id)), T["case_removed"]);
        }
    }

    private Task Start() => Do(() => Set.StartRun(new StartRun(Guid.CreateVersion7())), T["run_started"]);

    private Task Approve(RunView run) => Do(() => Set.ApproveBaseline(new ApproveBaseline(run.Id)), T["baseline_approved"]);

    private async Task Delete()
    {
        if (await Dialogs.Confirm(T["case_set_delete"], T["case_set_delete_question"], T["delete"])
            && await Problems.Try(() => Set.Delete(new DeleteCaseSet())))
        {
            Navigation.NavigateTo("/evaluations");
        }
    }

    private async Task Do(Func<Task> command, string done)
    {
        if (await Problems.Try(command))
        {
            Problems.Done(done);
            await Load();
            StateHasChanged();
        }
    }
}

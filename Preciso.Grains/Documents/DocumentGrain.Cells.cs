using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Reviews;
using Preciso.Grains.Jobs;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Grains.Documents;

/// <summary>Cells of tables as people correct them, and what follows from that.</summary>
public sealed partial class DocumentGrain
{
    private const int LongestCell = 2000;

    public Task<CorrectedCell> CorrectCell(CorrectCell command) => Decide(async (known, unit) =>
    {
        var document = known ?? throw Missing;
        await RequireCorrectable(document, unit);
        var cells = await CellStore.Lock(unit.Connection, Id, command.Page, command.Table);
        var before = cells.Find(cell => (cell.Row, cell.Column) == (command.Row, command.Column))
            ?? throw ProblemException.NotFound("cell");
        var text = CellText(command.Text);
        if (text == before.Text)
        {
            return ((Document?)document, new CorrectedCell(before, await FieldStore.Checks(unit.Connection, unit.Caller, Id)));
        }
        await RequireSeen(before, command.Version, unit);
        var after = before.Corrected(text, command.Version + 1, unit.Caller.UserId);
        var correctionId = await CellStore.Correct(unit, Id, command, cells, before, after);
        await checks.Again(unit.Connection, document);
        unit.Enqueue(new NewJob(
            Guid.CreateVersion7(), DocumentJobs.FollowCorrection, correctionId.ToString(), Id,
            Args: JsonSerializer.Serialize(new FollowedCorrection(correctionId), PrecisoJson.Options)));
        unit.Emit(new DocumentCellCorrected(
            Id, command.Page, command.Table, command.Row, command.Column, before.Text, text, command.Version + 1));
        if (document.ApprovalValue == ApprovalState.Approved)
        {
            await WithdrawYields(unit);
        }
        var corrected = new CorrectedCell(after, await FieldStore.Checks(unit.Connection, unit.Caller, Id));
        return ((Document?)Told(document.WithdrawApproval(), unit), corrected);
    });

    public Task<DocumentView> RecordFacts(RecordFacts command) => Change(
        (document, unit) =>
        {
            unit.HoldLease(command.Lease);
            return Told(document.RecordFacts(command), unit);
        },
        document => document.ToView());

    private static async Task RequireSeen(TableCell cell, int version, UnitOfWork unit)
    {
        if ((cell.Correction?.Version ?? 0) != version)
        {
            var by = cell.Correction is { By: var person } ? await ApprovalStore.NameOf(person, unit) : "somebody";
            throw new ProblemException(
                ProblemKind.Conflict, "cell_changed_meanwhile",
                $"The cell was changed meanwhile by {by} to \"{cell.Text}\". Look at it and decide again.");
        }
    }

    private static string CellText(string text) => ResidentNumbers.Mask(text.Trim()) is { Length: <= LongestCell } masked
        ? masked
        : throw new ProblemException(ProblemKind.Invalid, "cell_text_invalid", "A cell has at most 2000 characters.");
}

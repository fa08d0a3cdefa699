using Preciso.Documents;
using Preciso.Questions;

namespace Preciso.Web.Questions;

/// <summary>The place that stands in the panel beside the conversation.</summary>
/// <param name="Boxes">Of the statement whose number was followed, or of the evidence itself.</param>
/// <param name="Return">Gives the focus back to what opened it.</param>
public sealed record ShownEvidence(Evidence Evidence, IReadOnlyList<Box> Boxes, Func<ValueTask> Return);

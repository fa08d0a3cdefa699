namespace Preciso.Models;

/// <param name="DatasetVersion">The version of the dataset, which never changes.</param>
public sealed record TrainingSubmitted(Guid TrainingId, Guid JobId, Guid DatasetId, int DatasetVersion, string BaseModel) : IAboutJob
{
    public static string EventName => "ml.training_submitted";
}

/// <param name="ModelVersion">Counted from 1 per name.</param>
/// <param name="Figures">What its evaluation measured, by name.</param>
public sealed record ModelRegistered(
    Guid ModelId, Guid TrainingId, string Name, int ModelVersion, IReadOnlyDictionary<string, double> Figures) : IEvent
{
    public static string EventName => "ml.model_registered";
}

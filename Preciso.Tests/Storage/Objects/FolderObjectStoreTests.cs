using Preciso.Grains.Storage.Objects;

namespace Preciso.Tests.Storage.Objects;

public sealed class FolderObjectStoreTests : ObjectStoreSuite
{
    private TinyDisk? _tiny;

    private string Away => Home.FullName + "-away";

    protected override IObjectStore Make() => new FolderObjectStore(Home.FullName);

    protected override IObjectStore Another() => Make();

    protected override ValueTask End()
    {
        _tiny?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task GoAway()
    {
        Directory.Move(Home.FullName, Away);
        return Task.CompletedTask;
    }

    protected override Task ComeBack()
    {
        Directory.Move(Away, Home.FullName);
        return Task.CompletedTask;
    }

    protected override void FillUp() => _tiny = new TinyDisk(Path.Combine(Home.FullName, "incoming"));

    protected override void MakeRoom() => _tiny!.Grow();
}

namespace Preciso.Tests.World;

/// <summary>Waiting for what must happen, with a deadline that fails the test.</summary>
public static class Eventually
{
    public static async Task True(Func<Task<bool>> condition, TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > deadline)
            {
                Assert.Fail($"It did not become true within {deadline.TotalSeconds:0} s.");
            }
            await Task.Delay(20);
        }
    }
}

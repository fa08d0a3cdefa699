using System.Text.Json;
using Preciso.Grains.Engine;

namespace Preciso.Tests.World;

/// <summary>
/// Every command and view of every test goes through JSON, as it would between the silos of a cluster: what would be lost
/// there is lost here, and the test fails.
/// </summary>
public sealed class JsonWire : ICallWire
{
    public object Carry(object message) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(message, message.GetType(), PrecisoJson.Options), message.GetType(), PrecisoJson.Options)!;
}

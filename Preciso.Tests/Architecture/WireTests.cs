using System.Reflection;
using System.Text.Json;
using Preciso.Jobs;
using Preciso.Grains.Jobs;

namespace Preciso.Tests.Architecture;

/// <summary>Silos of two versions stand side by side while they are replaced: what one sends, the other reads.</summary>
public sealed class WireTests
{
    public static TheoryData<Type> Types() =>
    [
        typeof(Caller),
        .. typeof(IGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Concat(method.ReturnType.GetGenericArguments()))
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_a_grain_takes_and_gives_arrives_whole(Type type)
    {
        var sent = Example.Make(type);

        var arrived = Wire.Send(sent, Wire.Ours, Wire.Ours);

        Assert.IsType(type, arrived);
        Assert.Equivalent(sent, arrived, strict: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_member_that_only_a_later_version_knows_is_passed_over(Type type)
    {
        var sent = Example.Make(type);

        var arrived = Wire.Send(sent, Wire.Newer, Wire.Ours);

        Assert.Equivalent(sent, arrived, strict: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_member_that_an_earlier_version_does_not_send_is_as_if_left_out(Type type)
    {
        var sent = Example.Make(type);

        foreach (var member in Example.Constructor(type).GetParameters())
        {
            var arrived = Wire.Send(sent, Wire.Without(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name!)), Wire.Ours);

            Assert.Equal(LeftOut(member), type.GetProperty(member.Name!)!.GetValue(arrived));
        }
    }

    [Fact]
    public void A_broken_rule_arrives_whole()
    {
        var sent = new ProblemException(ProblemKind.TooMany, "too_many", "Wait a while.", TimeSpan.FromSeconds(3));

        var arrived = Assert.IsType<ProblemException>(Wire.Send(sent, Wire.Ours, Wire.Ours));

        Assert.Equal(
            (sent.Kind, sent.Code, sent.Message, sent.RetryAfter), (arrived.Kind, arrived.Code, arrived.Message, arrived.RetryAfter));
    }

    [Fact]
    public void A_lost_lease_arrives_whole()
    {
        var sent = new LeaseLostException(new JobLease(Guid.CreateVersion7(), 3, Guid.CreateVersion7()));

        var arrived = Assert.IsType<LeaseLostException>(Wire.Send(sent, Wire.Ours, Wire.Ours));

        Assert.Equal((sent.Lease, sent.Message), (arrived.Lease, arrived.Message));
    }

    private static object? LeftOut(ParameterInfo member) =>
        member is { HasDefaultValue: true, DefaultValue: { } value } ? value
        : member.ParameterType.IsValueType ? Activator.CreateInstance(member.ParameterType)
        : null;
}

using System.Reflection;

namespace Preciso.Tests.Architecture;

/// <summary>A name says what a thing is, and is given once.</summary>
public sealed class NameTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static TheoryData<string> Floors() =>
        [House.Reading.FullName!, House.Grains.FullName!, House.Silo.FullName!, House.Web.FullName!];

    /// <summary>
    /// Nor does one have a contract's name. Those that differ in their type parameters only are one thing in two arities.
    /// </summary>
    [Theory]
    [MemberData(nameof(Floors))]
    public void No_two_types_of_a_floor_have_the_same_name(string floor)
    {
        var types = House.Abstractions.GetTypes().Concat(Assembly.Load(floor).GetTypes()).Where(IsWritten);

        var twice = types.GroupBy(type => type.Name).Where(named => named.Count() > 1)
            .SelectMany(named => named.Select(type => type.FullName));

        Assert.Empty(twice);
    }

    public static TheoryData<string> Everywhere() =>
        [House.Abstractions.FullName!, .. Floors().Select(floor => floor.Data), typeof(House).Assembly.FullName!];

    /// <summary><c>From</c>, <c>Parse</c>, <c>Find</c>, <c>Guess</c>, <c>Measure</c> say what happens; <c>Of</c> says nothing.</summary>
    [Theory]
    [MemberData(nameof(Everywhere))]
    public void A_method_is_named_for_what_it_does(string assembly)
    {
        var methods = Assembly.Load(assembly).GetTypes().Where(IsWritten).SelectMany(type => type.GetMethods(Declared));

        Assert.DoesNotContain("Of", methods.Select(method => method.Name));
    }

    // What compilers and generators make has names that no one can write.
    private static bool IsWritten(Type type) =>
        !type.FullName!.Contains('<', StringComparison.Ordinal) && !type.FullName.StartsWith("__Blazor.", StringComparison.Ordinal);
}

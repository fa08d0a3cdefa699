using System.Reflection;

namespace Preciso.Tests.Core;

/// <summary>The seam to Orleans stays thin: what a grain interface may look like.</summary>
public sealed class GrainShapeTests
{
    public static TheoryData<MethodInfo> Methods() =>
        [.. typeof(IGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type != typeof(IGrain) && typeof(IGrain).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods())];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_grain_method_takes_one_record_and_returns_one_record(MethodInfo method)
    {
        var view = Assert.Single(method.ReturnType.GetGenericArguments());

        Assert.Equal(typeof(Task<>), method.ReturnType.GetGenericTypeDefinition());
        AssertRecord(Assert.Single(method.GetParameters()).ParameterType);
        AssertRecord(view);
    }

    private static void AssertRecord(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.All(type.GetProperties(),
            property => Assert.True(property.SetMethod is null || IsInitOnly(property), $"{type.Name}.{property.Name} can be changed"));
    }

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}

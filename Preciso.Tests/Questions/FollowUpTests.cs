using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Threads;

namespace Preciso.Tests.Questions;

/// <summary>Questions that lean on the one before them.</summary>
public sealed class FollowUpTests
{
    private static readonly FollowUp FollowUps =
        new(new Planner(Lexicon.Default), new CalculationReader(Lexicon.Default, Measures.Default));

    [Theory]
    [InlineData("What was Nordwind's revenue in 2023?", "And in 2022?", "What was Nordwind's revenue in 2022?")]
    [InlineData("What was Nordwind's revenue in 2023?", "What about operating income?", "What was Nordwind's operating income in 2023?")]
    [InlineData("What was Nordwind's revenue in 2023?", "And net income in 2022?", "What was Nordwind's net income in 2022?")]
    [InlineData("What was Nordwind's revenue?", "And in 2022?", "What was Nordwind's revenue in 2022?")]
    [InlineData("한빛기어의 2025년 3분기 매출액은 얼마야?", "그럼 영업이익은?", "한빛기어의 2025년 3분기 영업이익은 얼마야?")]
    [InlineData("한빛기어의 2025년 3분기 매출액은 얼마야?", "2분기는?", "한빛기어의 2025년 2분기 매출액은 얼마야?")]
    [InlineData("한빛기어의 2025년 3분기 매출액은 얼마야?", "2024년은?", "한빛기어의 2024년 3분기 매출액은 얼마야?")]
    [InlineData("한빛기어의 매출액은 얼마야?", "2024년은?", "2024년 한빛기어의 매출액은 얼마야?")]
    [InlineData("한빛기어의 2025년 매출은 얼마야?", "부채비율은?", "한빛기어의 2025년 부채비율은 얼마야?")]
    [InlineData("한빛기어의 2025년 부채비율이 높아졌나요?", "그럼 매출원가는?", "한빛기어의 2025년 매출원가가 높아졌나요?")]
    [InlineData("한빛기어의 2025년 매출은 얼마야?", "왜?", "한빛기어의 2025년 매출은 얼마야? 왜?")]
    [InlineData("Did revenue fall in 2023?", "Why?", "Did revenue fall in 2023? Why?")]
    [InlineData("Did revenue fall in 2023?", "Why is that?", "Did revenue fall in 2023? Why?")]
    public void What_it_leaves_out_comes_from_the_question_before(string before, string question, string understood) =>
        Assert.Equal(understood, FollowUps.Resolve(question, before));

    [Theory]
    [InlineData("What was Nordwind's revenue in 2023?", "Who signed the lease?")]
    [InlineData("What was Nordwind's revenue in 2023?", "What was Suedwind's revenue in 2022?")]
    [InlineData("What was Nordwind's revenue in 2023?", "And who is the chairman in 2023?")]
    [InlineData("What was Nordwind's revenue in 2023?", "What was net income in 2022?")]
    [InlineData("한빛기어의 2025년 매출은 얼마야?", "2024년 영업이익은 얼마인가요?")]
    [InlineData("한빛기어의 2025년 매출은 얼마야?", "계약 만료일은 언제인가요?")]
    [InlineData("계약 만료일은 언제인가요?", "그럼 영업이익은?")]
    [InlineData("한빛기어의 2025년 매출은 얼마야?", "고마워")]
    [InlineData(null, "And in 2022?")]
    [InlineData("", "왜?")]
    public void What_stands_alone_stays_as_it_was_asked(string? before, string question) =>
        Assert.Equal(question, FollowUps.Resolve(question, before));
}

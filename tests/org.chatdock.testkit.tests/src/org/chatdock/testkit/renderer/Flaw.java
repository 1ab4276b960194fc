// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

/** What {@link OrderRenderer} can do wrong, each for one check, and words that the failure must hold. */
enum Flaw {
    LOW_SCORE("itWinsItsSamples", "is 10, but must be above 10"),
    SCORE_CHANGES("itsScoreStaysTheSame", "not the same again"),
    SCORE_OF_ITS_OWN("itsScoreStaysTheSame", "second instance"),
    WANTS_EVERYTHING("itLeavesForeignTypesAlone", "is 20"),
    SCORE_THROWS("itsScoreThrowsForNothing", "StringIndexOutOfBounds"),
    TWO_CHILDREN("theBodyBelongsIntoItsParent", "more than its control"),
    LAYOUT_OF_PARENT("theBodyBelongsIntoItsParent", "layout on its parent"),
    KEEPS_THE_FIRST("aSecondMessageShowsNothingOfTheFirst", "the texts are"),
    KEEPS_THE_FIRST_PICTURE("aSecondMessageShowsNothingOfTheFirst", "the picture is another"),
    LOOKS_ALWAYS_THE_SAME("differentMessagesLookDifferent", "look the same"),
    THROWS_FOR_UNKNOWN_FIELDS("unknownFieldsAreTolerated", "unknown field"),
    THROWS_FOR_MISSING_FIELDS("missingFieldsAreTolerated", "neither content nor amount"),
    THROWS_FOR_ODD_VALUES("oddValuesAreTolerated", "ClassCastException"),
    TOO_HIGH("aLargeContentIsBoundSoonAndNotTooHigh", "pixels high"),
    TOO_SLOW("aLargeContentIsBoundSoonAndNotTooHigh", "ms, while nothing else moved"),
    NO_WRAPPING("itFitsANarrowBubble", "reaches over the edge"),
    TOO_WIDE("itFitsANarrowBubble", "is 170 wide"),
    FONT_OF_ITS_OWN("aLargerFontGetsMoreRoom", "use the context's font"),
    FIXED_HEIGHT("aLargerFontGetsMoreRoom", "is cut off"),
    NO_BACKGROUND("itsColoursFitLightAndDarkThemes", "keeps the toolkit's background"),
    NO_BACKGROUND_OF_BOX("itsColoursFitLightAndDarkThemes", "Composite keeps the toolkit's background"),
    BLACK("itsColoursFitLightAndDarkThemes", "In a DARK theme"),
    SAYS_NOTHING("itHasWordsForScreenReaders", "is empty"),
    SAYS_EVERYTHING("itHasWordsForScreenReaders", "read out for minutes"),
    SAYING_THROWS("itHasWordsForScreenReaders", "StringIndexOutOfBounds"),
    COPIES_NULL("itHasTextForTheClipboard", "is null"),
    COPYING_THROWS("itHasTextForTheClipboard", "StringIndexOutOfBounds"),
    NAMELESS_BUTTON("whatTakesTheFocusHasAName", "Button"),
    LEAVES_AN_IMAGE("aDisposedBodyLeavesNothing", "OrderBody"),
    LEAVES_A_WINDOW("aDisposedBodyLeavesNothing", "window"),
    SHOWS_LATE_WORK("lateResultsAreNotShown", "What workers() did"),
    SHOWS_LATE_TASKS("lateResultsAreNotShown", "What was given to onUi()"),
    TOUCHES_THE_DISPOSED("lateResultsFindADisposedBody", "Widget is disposed"),
    MANY_CONTROLS("itNeedsFewControls", "controls; more than 12");

    final String check;
    final String words;

    Flaw(String check, String words) {
        this.check = check;
        this.words = words;
    }
}

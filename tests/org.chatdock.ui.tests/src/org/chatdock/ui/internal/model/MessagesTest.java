// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+\\}");
    private final Properties english = Language.load(Language.ENGLISH);
    private final Properties chinese = Language.load(Language.CHINESE);

    @Test
    void bothLanguagesAndTheClassHaveTheSameKeys() {
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(chinese.stringPropertyNames()));
        TreeSet<String> fields = new TreeSet<>();
        Arrays.stream(Messages.class.getDeclaredFields()).filter(field -> field.getName().matches("[A-Z].*"))
                .forEach(field -> fields.add(field.getName()));
        assertEquals(fields, new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void bothLanguagesHaveTheSamePlaceHolders() {
        for (String key : english.stringPropertyNames()) {
            assertEquals(places(english.getProperty(key)), places(chinese.getProperty(key)), key);
            assertFalse(chinese.getProperty(key).isBlank(), key);
        }
    }

    private static TreeSet<String> places(String words) {
        return new TreeSet<>(PLACE.matcher(words).results().map(MatchResult::group).toList());
    }

    @Test
    void filesAreAscii() throws IOException {
        for (String file : new String[] { Language.ENGLISH, Language.CHINESE }) {
            try (InputStream in = Messages.class.getResourceAsStream(file)) {
                for (byte one : in.readAllBytes()) {
                    assertTrue(one > 0, file);
                }
            }
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.junit.jupiter.api.Test;

class WordsTest {
    private static Properties load(String file) throws IOException {
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            byte[] bytes = in.readAllBytes();
            for (byte one : bytes) {
                assertTrue(one > 0, file + " is ASCII.");
            }
            Properties words = new Properties();
            words.load(new ByteArrayInputStream(bytes));
            return words;
        }
    }

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSamePlaces() throws IOException {
        Properties english = load("words.properties");
        Properties chinese = load("words_zh_CN.properties");
        assertEquals(english.stringPropertyNames(), chinese.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertEquals(english.getProperty(key).contains("{0}"), chinese.getProperty(key).contains("{0}"), key);
            assertFalse(chinese.getProperty(key).isBlank(), key);
        }
    }
}

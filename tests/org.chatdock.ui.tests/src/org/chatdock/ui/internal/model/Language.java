// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Properties;

/** Makes the views speak a language until closed; English is what all other tests expect. */
public final class Language implements AutoCloseable {
    public static final String ENGLISH = "messages.properties";
    public static final String CHINESE = "messages_zh_CN.properties";

    public Language(String file) {
        use(file);
    }

    public static void use(String file) {
        Properties words = load(file);
        try {
            for (Field field : Messages.class.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                    field.set(null, words.getProperty(field.getName()));
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static Properties load(String file) {
        Properties words = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    @Override
    public void close() {
        use(ENGLISH);
    }
}

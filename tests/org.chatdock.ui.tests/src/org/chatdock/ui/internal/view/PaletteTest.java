// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private final Shell shell = new Shell(Display.getDefault(), SWT.NONE);

    @AfterEach
    void close() {
        shell.dispose();
    }

    private static void assertLegible(String what, Color color, Color on) {
        double contrast = Palette.contrast(color.getRGB(), on.getRGB());
        assertTrue(contrast >= 4.5, what + ": " + color + " on " + on + " has only " + contrast);
    }

    @Test
    void allTextIsLegibleOnLightAndDarkThemes() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int grey = i % 2 == 0 ? 20 + random.nextInt(50) : 205 + random.nextInt(50);
            int text = grey < 128 ? 170 + random.nextInt(80) : random.nextInt(90);
            shell.setBackground(new Color(grey, grey, Math.min(255, grey + random.nextInt(10))));
            shell.setForeground(new Color(text, text, text));
            Palette palette = Palette.of(shell);
            for (Color bubble : new Color[] { palette.agentBubble(), palette.customerBubble(), palette.background() }) {
                assertLegible("text", palette.text(bubble), bubble);
                assertLegible("secondary", palette.secondary(bubble), bubble);
                assertLegible("link", palette.link(bubble), bubble);
            }
            assertLegible("problem", palette.badText(), palette.background());
            assertLegible("waiting", palette.warningText(), palette.background());
            assertLegible("badge", palette.on(palette.badge()), palette.badge());
            Color avatar = palette.avatar("customer " + i);
            assertLegible("avatar", palette.on(avatar), avatar);
        }
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, Palette.contrast(new RGB(0, 0, 0), new RGB(255, 255, 255)), 0.01);
        assertEquals(4.48, Palette.contrast(new RGB(119, 119, 119), new RGB(255, 255, 255)), 0.01);
    }

    @Test
    void customerKeepsTheColour() {
        assertEquals(Palette.of(shell).avatar("ann"), Palette.of(shell).avatar("ann"));
        assertEquals("A", Avatar.initial("ann"));
        assertEquals("\u5f20", Avatar.initial(" \u5f20\u6653\u660e"));
        assertEquals("#", Avatar.initial("--"));
    }
}

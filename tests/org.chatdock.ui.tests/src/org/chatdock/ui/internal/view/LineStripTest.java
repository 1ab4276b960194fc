// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineStripTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.desk.createLine(bench.shell);
        bench.show();
    }

    private String words() {
        return ((Label) bench.find("status.words")).getText();
    }

    private Link retry() {
        return (Link) bench.find("status.retry");
    }

    private void become(ConnectionState state) {
        bench.status = bench.status(state);
        bench.desk.lineChanged(bench.status);
    }

    @Test
    void lossIsSeenOnlyAfterAMoment() {
        bench.connect();
        open();
        assertEquals("Connected", words());
        become(ConnectionState.CLOSE);
        bench.clock.advance(Duration.ofMillis(1_499));
        bench.settle();
        assertEquals("Connected", words());
        assertFalse(retry().isVisible());
        bench.clock.advance(Duration.ofMillis(1));
        bench.until("it is seen", () -> words().equals("Disconnected"));
        assertTrue(retry().isVisible());
    }

    @Test
    void retryAsksTheLine() {
        bench.status = bench.status(ConnectionState.ERROR);
        bench.connect();
        open();
        bench.until("it is seen", () -> words().equals("Cannot connect"));
        retry().notifyListeners(SWT.Selection, new Event());
        assertEquals(1, bench.retries);
    }

    @Test
    void withoutALineItSaysSo() {
        open();
        assertEquals("Not configured", words());
        bench.connect();
        bench.until("it is seen", () -> words().equals("Connected"));
    }

    @Test
    void hiddenStripWaitsUntilItIsSeen() {
        bench.connect();
        open();
        bench.find("status").setVisible(false);
        become(ConnectionState.ERROR);
        bench.clock.advance(Duration.ofSeconds(2));
        bench.settle();
        assertEquals("Connected", words());
        bench.find("status").setVisible(true);
        bench.until("it is seen", () -> words().equals("Cannot connect"));
    }

    @Test
    void linkStaysLegibleWhenTheThemeChanges() {
        bench.status = bench.status(ConnectionState.ERROR);
        bench.connect();
        open();
        for (int grey : new int[] { 30, 250 }) {
            bench.find("status").setBackground(new Color(grey, grey, grey));
            bench.find("status").redraw();
            bench.until("it is legible on " + grey, () -> Palette.contrast(retry().getLinkForeground().getRGB(),
                    bench.find("status").getBackground().getRGB()) >= 4.5);
        }
    }

    private String sending() {
        return ((Label) bench.find("status.sending")).getText();
    }

    @Test
    void theSendCallIsToldApartFromTheLine() {
        bench.connect();
        open();
        assertEquals("", sending());
        bench.outbox.setHealth(new SendHealth(SendHealth.State.FAILING, Say.START, 2, "Back at noon"));
        bench.desk.sendHealthChanged();
        bench.until("it is seen", () -> sending().equals("Sending: service fails \u00b7 2 waiting"));
        assertEquals("Connected", words());
        assertTrue(bench.find("status").getToolTipText().contains("The service says: Back at noon"));
        bench.outbox.setHealth(new SendHealth(SendHealth.State.WORKING, Say.START, 0, ""));
        bench.desk.sendHealthChanged();
        bench.until("it is gone", () -> sending().isEmpty());
        assertFalse(bench.find("status.sending").isVisible());
        assertTrue(bench.find("status").getToolTipText().contains("Sending: works since"));
    }
}

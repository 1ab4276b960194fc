// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.guest.Guests;
import org.chatdock.ui.internal.render.BuiltInRenderers;

/** Finds the renderer for a message. UI thread. */
final class Renderers {
    private final Guests<MessageRenderer> guests;
    private final Guest<MessageRenderer> fallback;
    private final Guest<MessageRenderer> recalled;

    Renderers(Guests<MessageRenderer> guests, BuiltInRenderers builtIn) {
        this.guests = guests;
        this.fallback = guests.own(builtIn.fallback());
        this.recalled = guests.own(builtIn.recalled());
        guests.putOwn(builtIn.all());
    }

    /** Shows whatever nobody else can, or could. */
    Guest<MessageRenderer> fallback() {
        return fallback;
    }

    /** Stands for what was recalled. */
    Guest<MessageRenderer> recalled() {
        return recalled;
    }

    /** Nobody else is asked about what was recalled. */
    Guest<MessageRenderer> choose(StoredMessage stored) {
        if (stored.recalled()) {
            return recalled;
        }
        Guest<MessageRenderer> best = fallback;
        int bestScore = 0;
        List<Guest<MessageRenderer>> available = guests.available();
        for (Guest<MessageRenderer> guest : available) {
            int score = guest.ask(renderer -> Integer.valueOf(renderer.score(stored)), Integer.valueOf(0)).intValue();
            if (score > bestScore) {
                best = guest;
                bestScore = score;
            }
        }
        return best;
    }
}

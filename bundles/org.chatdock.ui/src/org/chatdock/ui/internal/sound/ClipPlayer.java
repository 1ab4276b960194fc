// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.sound;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Clip;
import javax.sound.sampled.LineEvent;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Plays the chime that comes with the bundle. */
final class ClipPlayer implements NewMessageSound.Player {
    static final String RESOURCE = "new_msg.wav";
    /** Some devices never say that they have stopped. */
    private static final long LONGEST_MILLIS = 3_000;

    @Override
    public void play() throws IOException, UnsupportedAudioFileException, LineUnavailableException,
            InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (InputStream in = open();
                AudioInputStream audio = AudioSystem.getAudioInputStream(new BufferedInputStream(in));
                Clip clip = AudioSystem.getClip()) {
            clip.addLineListener(event -> {
                if (event.getType() == LineEvent.Type.STOP) {
                    stopped.countDown();
                }
            });
            clip.open(audio);
            clip.start();
            stopped.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static InputStream open() throws FileNotFoundException {
        InputStream in = ClipPlayer.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new FileNotFoundException(RESOURCE);
        }
        return in;
    }
}

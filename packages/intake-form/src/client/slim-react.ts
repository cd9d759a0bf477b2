import {
  createContext,
  createElement,
  Fragment,
  forwardRef,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'preact/compat';

/**
 * What the browser build takes for React: preact, and of its compatibility layer no more than react-hook-form, the icons
 * and these pages use. Libraries import the whole of React as one object, which would keep all of it.
 */
export {
  createContext,
  createElement,
  forwardRef,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
};

// oxlint-disable-next-line import/no-default-export -- React's own shape
export default {
  createContext,
  createElement,
  Fragment,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
};
